import { expectAccessible, expectNoSidewaysScroll } from '../accessibility.ts';
import { SIZES, type Visit } from './visit.ts';

/**
 * Looks at a screen as everybody must be able to: axe finds nothing in either theme, and nothing is wider than a phone. Staff work at a
 * workstation and members on a phone; both must fit a phone.
 */
export const look: Visit = async (page, screen, scene) => {
  const before = page.viewportSize();
  const usual = screen.startsWith('member-') ? SIZES.narrow : SIZES.wide;
  for (const size of new Set([usual, SIZES.narrow])) {
    await page.setViewportSize(size);
    await scene?.show(page);
    if (size === usual) await expectAccessible(page, screen);
    if (size === SIZES.narrow) await expectNoSidewaysScroll(page, screen);
    await scene?.hide?.(page);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (before) await page.setViewportSize(before);
};
