import type { Locator, Page } from '@playwright/test';

/** The layer in which a mark is made. */
export const palette = (page: Page): Locator => page.getByTestId('mark-palette');

/** Opens the palette by its key, and waits until it asks whom. */
export async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('n');
  await palette(page).getByRole('combobox').waitFor();
}

/** Makes a mark by these keys. */
export async function mark(page: Page, ...keys: readonly string[]): Promise<void> {
  await openPalette(page);
  for (const key of keys) await page.keyboard.press(key);
  await palette(page).waitFor({ state: 'detached' });
}
