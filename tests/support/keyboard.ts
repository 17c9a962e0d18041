import type { Page } from '@playwright/test';

const MOST_STEPS = 60;

/** What the focused element is called: its label, else what is written on it. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
    const label = labels?.[0]?.textContent ?? '';
    return element.getAttribute('aria-label') ?? (label === '' ? element.innerText : label);
  });
}

/** Presses Tab until the element of this name has the focus. @throws Error with the names that were met instead */
export async function tabTo(page: Page, name: string): Promise<void> {
  const met: string[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press('Tab');
    const focused = (await focusedName(page)).trim();
    if (focused.startsWith(name)) return;
    met.push(focused.slice(0, 30));
  }
  throw new Error(`The keyboard does not reach “${name}”. It met: ${[...new Set(met)].join(' | ')}`);
}

/** Reaches a button by Tab and presses it by Enter. */
export async function pressByKeyboard(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}
