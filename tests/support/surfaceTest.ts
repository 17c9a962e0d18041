import { test as base } from '@playwright/test';
import { desktopSurface } from './desktopSurface.ts';
import { browserSurface, type Surface } from './surfaces.ts';

const SURFACES = { browser: browserSurface, desktop: desktopSurface } as const;

/** Which surface the tests of a Playwright project are on. */
export type SurfaceOption = { readonly surfaceName: Surface['name'] };

/** The tests of what a facilitator does, wherever the console is shown: once in a browser, once in the desktop app. */
export const test = base.extend<object, SurfaceOption & { readonly surface: Surface }>({
  surfaceName: ['browser', { option: true, scope: 'worker' }],
  surface: [
    async ({ surfaceName }, use) => {
      await use(SURFACES[surfaceName]);
    },
    { scope: 'worker' },
  ],
});
