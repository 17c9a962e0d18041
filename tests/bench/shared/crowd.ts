import type { Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { readPages } from './buildPages.ts';
import { installSmallDevices } from '../../support/devices.ts';

const SETTLE_LIMIT_MS = 20_000;

/** Opens the crowd's page: the bare server's own, or, below an origin of the product, one that is lent to it. */
export async function openCrowd(page: Page, origin: string, pagesDir: string): Promise<void> {
  const files = await readPages(pagesDir);
  await page.addInitScript(installSmallDevices);
  await page.route(`${origin}/crowd/**`, async (route) => {
    const file = files.get(new URL(route.request().url()).pathname.replace('/crowd', ''));
    await route.fulfill(file ? { contentType: file.type, body: file.body } : { status: 404 });
  });
  await page.goto(`${origin}/crowd/crowd.html`);
  await page.waitForFunction(() => 'crowd' in globalThis);
}

/** Resolves when everybody receives voice and picture of everybody else. */
export async function whenComplete(page: Page, people: number): Promise<void> {
  const wanted = people * (people - 1) * 2;
  const giveUpAt = performance.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const { streams } = await page.evaluate(() => globalThis.window.crowd.received());
    if (streams === wanted) return;
    if (performance.now() > giveUpAt) throw new Error(`Only ${streams} of ${wanted} streams arrive`);
    await later(100);
  }
}
