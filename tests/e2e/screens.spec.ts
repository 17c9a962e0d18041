import { test } from '@playwright/test';
import { startEvening, type Evening } from '../support/evening.ts';
import type { MemberPage } from '../support/memberPage.ts';
import { tourDoor } from '../support/tour/door.ts';
import { tourExits } from '../support/tour/exits.ts';
import { look } from '../support/tour/look.ts';
import { tourFirstRun, tourPlaces } from '../support/tour/places.ts';
import { tourRooms } from '../support/tour/rooms.ts';
import { tourSession, type Company } from '../support/tour/session.ts';

/**
 * Every screen of the product, as the pictures show them: axe finds nothing on any, in both themes and both languages, and
 * none is wider than a phone.
 */
test.describe.configure({ mode: 'serial' });

let evening: Evening;
let members: MemberPage[] = [];
let company: Company | null = null;

test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

test('MP40 CO1 the first run', () => tourFirstRun(evening.browser, look));

test('MP40 CO1 CO15 CO18 every place of the console', () => tourPlaces(evening, look));

test('MP40 MP2 MP4 MP14 CO3 the members’ door', async () => {
  members = await tourDoor(evening, look, 4);
});

test('MP40 MP22 MP25 CO4 CO10 CO11 CO14 the room, from both sides', async () => {
  company = await tourSession(evening, look, members);
});

test('MP40 MP30 MP31 CO6 CO8 breakout rooms, from both sides', async () => {
  if (company) await tourRooms(company, look);
});

test('MP40 MP20 CO17 every way out, and the attendance', async () => {
  if (company) await tourExits(company, look);
});
