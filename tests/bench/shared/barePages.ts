import type { Browser, Page } from '@playwright/test';
import { installMediaProbe } from '../../support/mediaProbe.ts';

/** A bare page in a browser profile of its own, warm: camera and microphone are on, and it stands outside. */
export async function openBarePage(
  browser: Browser,
  url: string,
  name: string,
  prepare: (page: Page) => Promise<void>,
): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await installMediaProbe(context);
  const page = await context.newPage();
  await prepare(page);
  await page.goto(`${url}/page.html#${encodeURIComponent(name)}`);
  await bareState(page, 'outside');
  return page;
}

/** Resolves when the page says that it stands there. */
export async function bareState(page: Page, state: string): Promise<void> {
  await page.locator('#state', { hasText: state }).waitFor();
}

/** Presses "Enter" and resolves when its own camera and microphone are sent, or, for the lead, when it can send the others. */
export async function enterBare(page: Page): Promise<void> {
  await page.click('#enter');
  await bareState(page, 'in c');
}

/** Presses "Leave". */
export async function leaveBare(page: Page): Promise<void> {
  await page.click('#leave');
  await bareState(page, 'outside');
}
