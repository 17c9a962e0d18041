import { expect, it } from 'vitest';
import * as pages from './lazyPages.ts';

it('NB60 every place is fetched ahead, so that none is missing when the network goes', async () => {
  const { fetchPagesAhead, ...places } = pages;
  await fetchPagesAhead();
  // The router lets go of what fetches a place once it is there.
  const missing = Object.entries(places).filter(([, place]) => place.preload !== undefined);
  expect(missing.map(([name]) => name)).toEqual([]);
}, 120_000);
