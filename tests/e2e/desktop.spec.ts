import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { IPC_BRIDGE_KEY } from '../../src/protocol/ipc/bridge.ts';
import {
  APP_URL,
  chooseFirstScreen,
  isScreenPickedBySystem,
  openDesktop,
  whyNoDesktop,
  type OpenDesktop,
} from '../support/desktopSurface.ts';
import { watchShell, type ShellProbe } from '../support/shellProbe.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';

/** What only the desktop app has. What it has in common with a browser is in the tests of every surface (SH101). */
const missing = whyNoDesktop();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const windowCount = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

if (missing === null) {
  test.describe('before a hub was chosen', () => {
    let desktop: OpenDesktop;
    test.beforeEach(async () => {
      desktop = await openDesktop({});
    });
    test.afterEach(async () => {
      await desktop.close();
    });

    test('SH84 SH12 SH14: asks where the groups are, hosts them here, and starts the hub again when it ends', async () => {
      const { app } = desktop;
      const page = await app.firstWindow();
      await expect(page.getByRole('heading', { name: 'Welcome to Circlewell' })).toBeVisible();
      await page.getByText('On this computer').click();
      await button(page, 'Go on').click();
      await expect(page.getByRole('heading', { name: 'Set up Circlewell' })).toBeVisible();

      const first = await hubPid(app);
      process.kill(first, 'SIGKILL');
      await expect.poll(async () => hubPid(app)).not.toBe(first);
      await expect.poll(() => isAnswered(page)).toBe(true);
      await page.reload();
      await expect(page.getByRole('heading', { name: 'Set up Circlewell' })).toBeVisible();
    });

    test('SH30 SH32: has one window, which has no Node in it and goes nowhere', async () => {
      const { app } = desktop;
      const page = await app.firstWindow();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(page.url().startsWith(APP_URL)).toBe(true);
      expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined');
      expect(await page.evaluate(() => globalThis.window.open('https://example.org/'))).toBeNull();
      expect(await windowCount(app)).toBe(1);
    });
  });

  test('SH82: the window stands where it stood', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'circlewell-desktop-'));
    const place = { x: 40, y: 60, width: 900, height: 640 };
    const bounds = (app: ElectronApplication) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
    try {
      const first = await openDesktop({}, home);
      await first.app.firstWindow();
      await first.app.evaluate(
        ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
        place,
      );
      await expect.poll(async () => (await bounds(first.app))?.width).toBe(place.width);
      // Where the system has put it: some keep windows clear of a bar.
      const stood = await bounds(first.app);
      await first.close();
      const second = await openDesktop({}, home);
      await second.app.firstWindow();
      expect(await bounds(second.app)).toEqual(stood);
      await second.close();
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  test.describe('with a practice’s hub', () => {
    test.describe.configure({ mode: 'serial' });
    let hub: SampleHub;
    let desktop: OpenDesktop;
    let shell: ShellProbe;
    let page: Page;

    test.beforeAll(async () => {
      hub = await startSampleHub();
      desktop = await openDesktop({ CIRCLEWELL_HUB_URL: hub.consoleUrl });
      shell = await watchShell(desktop.app);
      page = await desktop.app.firstWindow();
      const account = hub.sample.staff.find(({ role }) => role === 'lead');
      await page.getByLabel('Name').fill(account?.name ?? '');
      await page.getByLabel('Passphrase').fill(account?.passphrase ?? '');
      await button(page, 'Sign in').click();
      await page.getByRole('heading', { name: 'Today' }).waitFor();
    });
    test.afterAll(async () => {
      await desktop.close();
      await hub.close();
    });

    test('SH10: the page has no cookie, and is signed in', async () => {
      expect(await page.evaluate(() => document.cookie)).toBe('');
      expect(await page.context().cookies()).toEqual([]);
      expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(200);
    });

    test('SH60 SH63 SH64: a link that is opened leads the window that there is to the session', async () => {
      const card = await page
        .getByTestId(/^session-/)
        .first()
        .getAttribute('data-testid');
      const sessionId = card?.slice('session-'.length) ?? '';
      await openAgain(desktop, 'circlewell://session/../../etc');
      await openAgain(desktop, `circlewell://session/${sessionId}`);
      await expect(page).toHaveURL(`${APP_URL}session/${sessionId}`);
      await expect(page.getByTestId('session-screen')).toBeVisible();
      expect(await windowCount(desktop.app)).toBe(1);
    });

    test('SH63: in a session a link leads away only where the person says so', async () => {
      await button(page, 'Open waiting room').click();
      await button(page, 'Start group').waitFor();
      await openAgain(desktop, 'circlewell://today');
      await expect(page.getByText('A link wants to open another place.')).toBeVisible();
      await expect(button(page, 'Start group')).toBeVisible();
      await button(page, 'Dismiss').click();
    });

    test('SH66 SH67: in a session the screen stays on, and the tray mutes', async () => {
      await button(page, 'Start group').click();
      const mute = button(page, 'Mute');
      await expect(mute).toHaveAttribute('aria-pressed', 'false');
      await expect.poll(() => shell.isScreenKeptOn()).toBe(true);
      expect(await shell.trayLabels()).toEqual(['Mute', 'Show the window', 'Quit Circlewell']);
      await shell.pressInTray('Mute');
      await expect(mute).toHaveAttribute('aria-pressed', 'true');
      await expect.poll(async () => (await shell.trayLabels())[0]).toBe('Unmute');
      await shell.pressInTray('Unmute');
      await expect(mute).toHaveAttribute('aria-pressed', 'false');
    });

    test('SH68: the key that mutes from anywhere is held for as long as the session lasts', async () => {
      const isHeld = () => desktop.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('F9'));
      expect(await isHeld()).toBe(false);
      await page.evaluate(
        ({ key }) => {
          const bridge: { call(name: string, args: unknown): Promise<unknown> } = Reflect.get(
            globalThis,
            key,
          );
          return bridge.call('chooseMuteKey', { key: 'F9' });
        },
        { key: IPC_BRIDGE_KEY },
      );
      await expect.poll(isHeld).toBe(true);
    });

    test('SH41: a question for a screen that is put away shares nothing; an answer shares it', async () => {
      test.skip(isScreenPickedBySystem, 'the system’s own picker asks');
      await button(page, 'Share').click();
      const dialog = page.getByRole('dialog', { name: 'What do you want to show?' });
      await button(page, 'Cancel').click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByTestId('shared-screen')).toHaveCount(0);
      await button(page, 'Share').click();
      await chooseFirstScreen(page);
      await expect(page.getByTestId('shared-screen')).toBeVisible();
      await button(page, 'Stop sharing').first().click();
      await expect(page.getByTestId('shared-screen')).toHaveCount(0);
    });

    test('SH70: quitting asks while the session is on, and whoever stays is still in it', async () => {
      await desktop.app.evaluate(({ app }) => {
        app.quit();
      });
      await expect.poll(() => shell.asked()).toEqual(['A group is on. Do you want to quit?']);
      await expect(button(page, 'Mute')).toBeVisible();
      expect(await windowCount(desktop.app)).toBe(1);
      await button(page, 'End').click();
      await button(page, 'End session for everyone').click();
      await expect(button(page, 'See the attendance')).toBeVisible();
      await expect.poll(() => shell.isScreenKeptOn()).toBe(false);
      expect(await desktop.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('F9'))).toBe(
        false,
      );
    });

    test('SH99: a page that does not want to go is asked about, and goes where the person says so', async () => {
      // As the console does while something typed is not saved (NB75), which is over in a moment.
      await page.evaluate(() => {
        addEventListener('beforeunload', (event) => {
          event.preventDefault();
        });
      });
      const close = () =>
        desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      await close();
      await expect.poll(async () => (await shell.asked()).at(-1)).toContain('is not saved yet');
      expect(await windowCount(desktop.app)).toBe(1);
      await shell.answer(1);
      const ended = desktop.app.waitForEvent('close');
      // The answer to this call may be lost with the app that it ends.
      await close().catch(() => undefined);
      await ended;
    });
  });
} else {
  // One line, and one that counts as skipped.
  test(`SH95: the tests in the desktop app did not run: ${missing}`, () => {
    test.skip();
  });
}

/** The process of the shell's own hub; 0 where none runs. */
async function hubPid(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ app: running }) => running.getAppMetrics().find(({ name }) => name === 'Circlewell hub')?.pid ?? 0,
  );
}

function isAnswered(page: Page): Promise<boolean> {
  return page.evaluate(async () => (await fetch('/api/status', { cache: 'no-store' })).ok);
}

/** Starts the app a second time on the same folders, as the system does with a link; it hands over, and ends. */
async function openAgain({ program, args, env }: OpenDesktop, link: string): Promise<void> {
  const second = spawn(program, [...args, link], { env, stdio: 'ignore' });
  await once(second, 'exit');
}
