import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { startEvening } from '../support/evening.ts';
import { tourDoor } from '../support/tour/door.ts';
import { tourExits } from '../support/tour/exits.ts';
import { tourFirstRun, tourPlaces } from '../support/tour/places.ts';
import { tourRooms } from '../support/tour/rooms.ts';
import { tourSession } from '../support/tour/session.ts';
import { createAlbum } from './album.ts';

const FOLDER = path.join('docs', 'pictures');
/** All of the sample's members, so that the circle is full. */
const GROUP_SIZE = 8;

/** After a change to the console's places alone the members and the session need not be taken again, which takes much longer. */
const isOnlyPlaces = process.argv[2] === 'places';

if (!isOnlyPlaces) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const album = createAlbum(FOLDER);
const evening = await startEvening();
try {
  await tourFirstRun(evening.browser, album.take);
  await tourPlaces(evening, album.take);
  if (!isOnlyPlaces) {
    const members = await tourDoor(evening, album.take, GROUP_SIZE);
    const company = await tourSession(evening, album.take, members);
    await tourRooms(company, album.take);
    await tourExits(company, album.take);
  }
} finally {
  await evening.close();
}
process.stdout.write(`${album.count()} pictures, ${(album.bytes() / 1e6).toFixed(1)} MB, in ${FOLDER}.\n`);
