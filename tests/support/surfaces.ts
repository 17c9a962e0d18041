import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import { electronBin } from '../../scripts/provision/electron.mjs';
import { hasDisplay } from '../../scripts/start/shell.mjs';
import { ROOT } from '../../scripts/lib/places.mjs';

/** The console on a screen. Its owner closes it. */
export type OpenSurface = { readonly page: Page; close(): Promise<void> };

/** What shows the console to a facilitator. */
export type Surface = {
  readonly name: string;
  /** Why it cannot be had on this machine; null where it can. */
  readonly missing: string | null;
  open(options: { hubUrl: string; browser: Browser }): Promise<OpenSurface>;
};

/** The hub's own page, in a Chromium with fake devices. */
export const browserSurface: Surface = {
  name: 'in a browser',
  missing: null,
  async open({ hubUrl, browser }) {
    const context = await browser.newContext({ locale: 'en-US', permissions: ['camera', 'microphone'] });
    const page = await context.newPage();
    await page.goto(hubUrl);
    return { page, close: () => context.close() };
  },
};

/** The desktop app from the working copy, on the hub that is given. */
export const desktopSurface: Surface = {
  name: 'in the desktop app',
  missing: whyNoDesktop(),
  async open({ hubUrl }) {
    const desktop = await openDesktop({ CIRCLEWELL_HUB_URL: hubUrl });
    return { page: await desktop.app.firstWindow(), close: desktop.close };
  },
};

function whyNoDesktop(): string | null {
  if (electronBin() === undefined)
    return 'Electron’s program is not on this machine; "npm start -- --shell electron" tries to fetch it';
  return hasDisplay() ? null : 'this machine has no display';
}

/** Starts the desktop app with fake devices and a home of its own, so that nothing of a real one is touched. */
export async function openDesktop(
  env: Readonly<Record<string, string>>,
): Promise<{ app: ElectronApplication; close(): Promise<void> }> {
  const executablePath = electronBin();
  if (executablePath === undefined) throw new Error('Electron’s program is not on this machine.');
  const home = await mkdtemp(path.join(tmpdir(), 'circlewell-desktop-'));
  const given = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const app = await _electron.launch({
    executablePath,
    cwd: ROOT,
    args: [
      ROOT,
      '--lang=en-US',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=fps=10',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: {
      ...Object.fromEntries(given),
      HOME: home,
      APPDATA: home,
      XDG_CONFIG_HOME: path.join(home, 'config'),
      XDG_DATA_HOME: path.join(home, 'data'),
      ...env,
    },
  });
  return {
    app,
    async close() {
      await app.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
