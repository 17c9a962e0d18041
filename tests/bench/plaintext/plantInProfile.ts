import type { Page } from '@playwright/test';
import { PLANTED_IN_PROFILE } from './words.ts';

/** Puts a sentence into each place in which a page can keep something, as a notebook that seals nothing would. */
export async function plantInProfile(page: Page): Promise<void> {
  await page.evaluate(async (planted) => {
    const opening = indexedDB.open('planted', 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'));
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(new Error('It did not open')));
    });
    const change = db.transaction('rows', 'readwrite', { durability: 'strict' });
    const rows = change.objectStore('rows');
    rows.put({ text: planted.plantedText }, 'text');
    rows.put({ bytes: new TextEncoder().encode(planted.plantedBytes) }, 'bytes');
    // So long and so dull that the browser packs it.
    rows.put({ text: `${'and so on, '.repeat(3_000)}${planted.plantedLong}` }, 'long');
    await new Promise<void>((resolve, reject) => {
      change.addEventListener('complete', () => resolve());
      change.addEventListener('abort', () => reject(new Error('It was not kept')));
    });
    db.close();
    localStorage.setItem('planted', planted.plantedStorage);
    const cache = await caches.open('planted');
    await cache.put('/planted', new Response(planted.plantedCache));
  }, PLANTED_IN_PROFILE);
}
