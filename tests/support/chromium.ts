import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from '@playwright/test';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How a test's Chromium is started: fake devices, nothing asked, nothing fetched from outside. */
export function launchOptions(extraArgs: readonly string[] = []): LaunchOptions {
  const executablePath = process.env['CHROMIUM_BIN'] ?? CANDIDATES.find((file) => existsSync(file));
  if (!executablePath)
    throw new Error('There is no Chromium here. Run "npm run provision", or name one in CHROMIUM_BIN.');
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-ui-for-media-stream',
      // Few frames a second: eight clients encode and decode on the cores of one machine.
      '--use-fake-device-for-media-stream=fps=10',
      '--auto-select-desktop-capture-source=Entire screen',
      ...extraArgs,
    ],
  };
}

/** Starts a Chromium; the caller closes it. */
export function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  return chromium.launch(launchOptions(extraArgs));
}
