import { expect, test, type Browser, type Page } from '@playwright/test';
import { launchChromium } from '../support/chromium.ts';
import { MemberPage } from '../support/memberPage.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';
import { browserSurface, desktopSurface, openDesktop, type OpenSurface } from '../support/surfaces.ts';

/** The same way through a session wherever the console is shown, and what only the desktop app has. */
test.describe.configure({ mode: 'serial' });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

for (const surface of [browserSurface, desktopSurface]) {
  if (surface.missing !== null) {
    // One line, and one that counts as skipped (SH95).
    test(`SH95: the tests ${surface.name} did not run: ${surface.missing}`, () => {
      test.skip();
    });
    continue;
  }

  test.describe(`a session ${surface.name}`, () => {
    let hub: SampleHub;
    let browser: Browser;
    let open: OpenSurface;
    let member: MemberPage;

    test.beforeAll(async () => {
      hub = await startSampleHub();
      browser = await launchChromium(['--mute-audio']);
      open = await surface.open({ hubUrl: hub.consoleUrl, browser });
    });
    test.afterAll(async () => {
      await open.close();
      await browser.close();
      await hub.close();
    });

    test('a facilitator signs in and opens the waiting room', async () => {
      const { page } = open;
      const account = hub.sample.staff.find(({ role }) => role === 'lead');
      await page.getByLabel('Name').fill(account?.name ?? '');
      await page.getByLabel('Passphrase').fill(account?.passphrase ?? '');
      await button(page, 'Sign in').click();
      await page.getByRole('heading', { name: 'Today' }).waitFor();
      await button(page, 'Open waiting room').first().click();
      await expect(button(page, 'Start group')).toBeVisible();
    });

    test('a member waits, is let in, and is seen', async () => {
      const { page } = open;
      const [first] = hub.sample.members;
      if (!first) throw new Error('The sample program has no members.');
      member = await MemberPage.create(browser, first);
      await member.comeToWaitingRoom();
      await button(page, `Let in ${first.name}`).click();
      await member.inRoom();
      await button(page, 'Start group').click();
      const video = page.getByTestId('stage').locator('li', { hasText: first.name }).locator('video');
      await expect
        .poll(() =>
          video.evaluate((element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames),
        )
        .toBeGreaterThan(5);
    });

    test('the facilitator mutes and unmutes', async () => {
      const mute = button(open.page, 'Mute').first();
      await expect(mute).toHaveAttribute('aria-pressed', 'false');
      await mute.click();
      await expect(mute).toHaveAttribute('aria-pressed', 'true');
      await mute.click();
      await expect(mute).toHaveAttribute('aria-pressed', 'false');
    });

    test('the session ends for everyone', async () => {
      const { page } = open;
      await button(page, 'End').click();
      await button(page, 'End session for everyone').click();
      await expect(button(page, 'See the attendance')).toBeVisible();
      await expect(member.page.getByText('Your group has ended').first()).toBeVisible();
      await member.close();
    });
  });
}

if (desktopSurface.missing === null)
  test.describe('the desktop app alone', () => {
    test('SH84: asks first where the groups are, and then hosts them here', async () => {
      const { app, close } = await openDesktop({});
      try {
        const page = await app.firstWindow();
        await expect(page.getByRole('heading', { name: 'Welcome to Circlewell' })).toBeVisible();
        await page.getByText('On this computer').click();
        await button(page, 'Go on').click();
        await expect(page.getByRole('heading', { name: 'Set up Circlewell' })).toBeVisible();
      } finally {
        await close();
      }
    });

    test('SH30, SH32: has one window, which has no Node in it and goes nowhere', async () => {
      const { app, close } = await openDesktop({});
      try {
        const page = await app.firstWindow();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(new URL(page.url()).protocol).toBe('app:');
        expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined');
        expect(await page.evaluate(() => globalThis.window.open('https://example.org/'))).toBeNull();
        expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
      } finally {
        await close();
      }
    });
  });
