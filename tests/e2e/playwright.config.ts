import { defineConfig } from '@playwright/test';
import { launchOptions } from '../support/chromium.ts';

/** End-to-end tests against the built hub and the built pages, in a real Chromium with fake devices. One at a time: each fills the machine. */
export default defineConfig({
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
});
