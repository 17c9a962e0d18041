import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** How many characters of an element are shown, so that it is found again. */
const MOST_OF_AN_ELEMENT = 300;

/** What a theme can change of what axe looks at; everything else is the same in both. */
const RULES_OF_COLOR = ['color-contrast', 'link-in-text-block'];

/** Sees that axe finds nothing serious or critical on the screen as it stands, in both themes. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    // React Aria's own announcer points for some seconds at a button that was pending, also where that is gone.
    const axe = new AxeBuilder({ page }).exclude('[data-live-announcer]');
    if (theme === 'dark') axe.withRules(RULES_OF_COLOR);
    const { violations } = await axe.analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, MOST_OF_AN_ELEMENT)).join(', ')}`,
      );
    expect.soft(serious, `${screen}, ${theme}`).toEqual([]);
  }
}

/** Sees that nothing of the screen lies beyond its width, so that nobody scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${screen} at ${page.viewportSize()?.width ?? 0} px`).toBe(0);
}
