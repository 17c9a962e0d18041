import type { Locator, Page } from '@playwright/test';

/** What must be opened first, once for each width at which a screen is looked at: a narrow console shows its parts as tabs. */
export type Scene = {
  readonly show: (page: Page) => Promise<void>;
  readonly hide?: (page: Page) => Promise<void>;
};

/** What is done with each screen of the tour: a picture is taken, or axe looks at it. `screen` names it, once. */
export type Visit = (page: Page, screen: string, scene?: Scene) => Promise<void>;

/** The screen at a workstation's width and at a phone's. */
export const SIZES = { wide: { width: 1440, height: 860 }, narrow: { width: 360, height: 740 } } as const;

/** A part of the console's session screen that a narrow window has in a tab. Waits until the screen stands as the window's width asks for. */
export function inTab(tab: 'Rooms' | 'Notes' | 'Chat', further?: Scene): Scene {
  const choose = async (page: Page, name: string) => {
    const found = page.getByRole('tab', { name: new RegExp(`^${name}`) });
    if (page.viewportSize()?.width === SIZES.narrow.width) await found.click();
    else await found.waitFor({ state: 'detached' });
  };
  return {
    async show(page) {
      await choose(page, tab);
      await further?.show(page);
    },
    async hide(page) {
      await further?.hide?.(page);
      await choose(page, 'People');
    },
  };
}

/** What opens by a button or a menu's entry, and goes by Escape. */
export function opened(show: (page: Page) => Promise<void>): Scene {
  return {
    show: async (page) => {
      await show(page);
      await page
        .getByRole('dialog')
        .or(page.getByRole('alertdialog'))
        .or(page.getByRole('menu'))
        .first()
        .waitFor();
    },
    hide: (page) => page.keyboard.press('Escape'),
  };
}

/** What lies further down the page. */
export function inSight(what: Locator): Scene {
  return { show: () => what.evaluate((element) => element.scrollIntoView({ block: 'center' })) };
}
