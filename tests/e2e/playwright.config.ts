import { defineConfig } from '@playwright/test';
import { launchOptions } from '../support/chromium.ts';
import { whyNoDesktop } from '../support/desktopSurface.ts';
import type { SurfaceOption } from '../support/surfaceTest.ts';

/** The desktop app's own tests; where it cannot be had, the one line that says so (SH95). */
const DESKTOP_ALONE = 'desktop.spec.ts';
/** What goes the same way in a browser and in the desktop app (SH101). */
const ON_EVERY_SURFACE = ['evening', 'locks', 'marks', 'notes', 'offline'].map((name) => `${name}.spec.ts`);

/** End-to-end tests against the built hub and the built pages, in a real Chromium with fake devices. One at a time: each fills the machine. */
export default defineConfig<object, SurfaceOption>({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // What passes only at the second try is not proved.
  retries: 0,
  // They end what hangs, and prove nothing: nine browsers on two cores of a busy machine have taken over 30 s for one click.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  use: {
    launchOptions: launchOptions(),
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 120_000,
  },
  projects: [
    { name: 'browser', testIgnore: DESKTOP_ALONE },
    {
      name: 'desktop',
      testMatch: whyNoDesktop() === null ? [DESKTOP_ALONE, ...ON_EVERY_SURFACE] : DESKTOP_ALONE,
      use: { surfaceName: 'desktop' },
    },
  ],
});
