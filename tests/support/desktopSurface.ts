import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronBin } from '../../scripts/provision/electron.mjs';
import { hasDisplay } from '../../scripts/start/shell.mjs';
import { ROOT } from '../../scripts/lib/places.mjs';
import { startLinedHub } from './linedHub.ts';
import { untilCutOff } from './pullNetwork.ts';
import type { Surface } from './surfaces.ts';

/** Where the desktop app shows the console (SH1). */
export const APP_URL = 'app://circlewell/';

/** A desktop app that runs, with what it was started with. Its owner closes it. */
export type OpenDesktop = {
  readonly app: ElectronApplication;
  /** With these it is started a second time on the same folders, as a link or a click on its icon does. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Ends it, where nobody has, and removes its home unless that was given. */
  close(): Promise<void>;
};

/** Why the desktop app cannot be had on this machine; null where it can. */
export function whyNoDesktop(): string | null {
  if (electronBin() === undefined)
    return 'Electron’s program is not on this machine; "npm start -- --shell electron" tries to fetch it';
  return hasDisplay() ? null : 'this machine has no display';
}

/** Whether the system itself asks what to share (SH40): no test can answer it there. */
export const isScreenPickedBySystem =
  process.platform === 'darwin' || process.env['XDG_SESSION_TYPE'] === 'wayland';

/** The desktop app from the working copy, on a hub whose line to it can be cut. */
export const desktopSurface: Surface = {
  name: 'desktop',
  async startHub(entry) {
    const { hub, againArgs, appAddress, line, close } = await startLinedHub(entry);
    return {
      hub,
      againArgs,
      async open(where) {
        const home = 'profile' in where ? where.profile : undefined;
        const desktop = await openDesktop({ CIRCLEWELL_HUB_URL: appAddress }, home);
        await leaveKeychainOut(desktop.app);
        const page = await desktop.app.firstWindow();
        return {
          page,
          url: APP_URL,
          chooseScreen: () => chooseFirstScreen(page),
          async pullNetwork() {
            line.cut();
            await page.evaluate(untilCutOff);
          },
          giveNetworkBack: async () => line.mend(),
          close: desktop.close,
        };
      },
      close,
    };
  },
};

/** Answers the console's own question with the first of what it offers. */
export async function chooseFirstScreen(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'What do you want to show?' });
  await dialog.getByRole('option').first().click();
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
}

/** The notebook is then opened by its passphrase, as in a browser (NB52), whatever keychain this machine has. */
async function leaveKeychainOut(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ safeStorage }) => {
    safeStorage.isAsyncEncryptionAvailable = async () => false;
  });
}

/**
 * Starts the desktop app with fake devices and a home of its own, so that nothing of a real one is touched.
 *
 * @param kept a home that outlives it
 */
export async function openDesktop(
  env: Readonly<Record<string, string>>,
  kept?: string,
): Promise<OpenDesktop> {
  const program = electronBin();
  if (program === undefined) throw new Error('Electron’s program is not on this machine.');
  const home = kept ?? (await mkdtemp(path.join(tmpdir(), 'circlewell-desktop-')));
  const given = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const args = [
    ROOT,
    '--lang=en-US',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream=fps=10',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const whole = {
    ...Object.fromEntries(given),
    HOME: home,
    APPDATA: home,
    CIRCLEWELL_PROFILE_DIR: path.join(home, 'shell'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_DATA_HOME: path.join(home, 'data'),
    ...env,
  };
  const app = await _electron.launch({ executablePath: program, cwd: ROOT, args, env: whole });
  return {
    app,
    program,
    args,
    env: whole,
    async close() {
      await endApp(app);
      if (kept === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Ends an app, also one that a test has ended already, and one that would ask before it goes (SH70). */
async function endApp(app: ElectronApplication): Promise<void> {
  const child = app.process();
  if (child.exitCode !== null || child.signalCode !== null) return;
  // A page that has something unsaved is asked about even then (SH99), and nobody is there to answer.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBoxSync = () => 1;
  });
  const ended = app.waitForEvent('close');
  // As the system does when it ends: nobody is asked then, and the shell's own hub is closed first (SH15).
  child.kill('SIGTERM');
  await ended;
}
