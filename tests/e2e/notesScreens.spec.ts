import { expect, test } from '@playwright/test';
import { startEvening, type Evening } from '../support/evening.ts';
import { look } from '../support/tour/look.ts';
import { tourNotes } from '../support/tour/notesPlace.ts';

/** Every screen of notebook, marks and notes, as the pictures show them: axe finds nothing, and none is wider than a phone. */
let evening: Evening;
test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

test('MP40 NB56 MK30 WR10 WR41 WR52 every screen of the notebook, of marks and of notes', async () => {
  await tourNotes(evening, look);
  expect(evening.violations).toEqual([]);
});
