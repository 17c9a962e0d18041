import { expect, test, type Browser } from '@playwright/test';
import { launchChromium } from '../support/chromium.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';
import { look } from '../support/tour/look.ts';
import { openInShell, tourShell } from '../support/tour/shell.ts';

/** The console's screens for the desktop app, on a stand-in for its shell: axe, a phone's width, both languages. */
test.describe.configure({ mode: 'serial' });

let hub: SampleHub;
let browser: Browser;

test.beforeAll(async () => {
  hub = await startSampleHub();
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await hub.close();
});

test('SH40 SH55 SH56 SH68 SH72 SH77 SH84 SH85: every screen of the desktop app alone', async () => {
  await tourShell({ browser, hub }, look);
});

test('SH84: the first choice speaks Spanish', async () => {
  const page = await openInShell(browser, hub, { hub: { kind: 'none' } }, 'es-US');
  await expect(page.getByRole('heading', { name: 'Le damos la bienvenida a Circlewell' })).toBeVisible();
  await page.context().close();
});
