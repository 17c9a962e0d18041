import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SIZES, type Visit } from '../support/tour/visit.ts';
import { shrinkPng } from './palettePng.ts';

/** Takes pictures and keeps count of them. */
export type Album = {
  /** Takes a screen in both themes, at a workstation's width and at a phone's, as `<screen>-<theme>-<size>.png`. */
  readonly take: Visit;
  readonly count: () => number;
  readonly bytes: () => number;
};

/** Makes one that puts its pictures into a folder that exists. */
export function createAlbum(folder: string): Album {
  const taken = new Set<string>();
  let bytes = 0;

  const take: Visit = async (page, screen, scene) => {
    const before = page.viewportSize();
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await scene?.show(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.evaluate(() => document.fonts.ready);
        const name = `${screen}-${colorScheme}-${size}`;
        if (taken.has(name)) throw new Error(`There is a picture ${name} already`);
        const png = shrinkPng(await page.screenshot({ scale: 'css', animations: 'disabled' }));
        await writeFile(path.join(folder, `${name}.png`), png);
        taken.add(name);
        bytes += png.length;
      }
      await scene?.hide?.(page);
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    if (before) await page.setViewportSize(before);
    process.stdout.write(`${screen}\n`);
  };

  return { take, count: () => taken.size, bytes: () => bytes };
}
