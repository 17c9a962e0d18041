import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** How many characters of an element are shown, so that it is found again. */
const MOST_OF_AN_ELEMENT = 300;

/** What a theme can change of what axe looks at; everything else is the same in both. */
const RULES_OF_COLOR = ['color-contrast', 'link-in-text-block'];

/** Sees that axe finds nothing, however slight, on the screen as it stands, in both themes. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const faults = await faultsOn(page, theme === 'dark' ? { runOnly: RULES_OF_COLOR } : {});
    expect.soft(faults, `${screen}, ${theme}`).toEqual([]);
  }
}

/**
 * What axe finds, as rule and elements, once what comes and goes has done so: a dialog that is half faded in is too pale, and one that has not
 * begun to is not there. Run within the page, where it stays until the page is left, and with the violations alone coming back: with eight clients
 * on two cores, carrying axe in and all its results out took three times as long as its work.
 */
async function faultsOn(page: Page, options: axe.RunOptions): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ options, most }) => {
      while (document.querySelector('[data-entering], [data-exiting]'))
        await new Promise((resolve) => void requestAnimationFrame(resolve));
      const ending = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map(({ finished }) => finished));
      const { violations } = await window.axe.run(
        // React Aria's own announcer points for some seconds at a button that was pending, also where that is gone.
        { exclude: [['[data-live-announcer]']] },
        { ...options, resultTypes: ['violations'] },
      );
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, most)).join(', ')}`,
      );
    },
    { options, most: MOST_OF_AN_ELEMENT },
  );
}

const expectSoftly = expect.configure({ soft: true });

/** Sees that nothing of the screen lies beyond its width, so that nobody scrolls sideways, once the screen has followed its window. */
export async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  await expectSoftly
    .poll(
      async () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      { message: `${screen} at ${page.viewportSize()?.width ?? 0} px` },
    )
    .toBe(0);
}
