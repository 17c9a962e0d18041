import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { startEvening, type Evening } from '../support/evening.ts';
import { tourDoor } from '../support/tour/door.ts';
import { tourExits } from '../support/tour/exits.ts';
import { tourNotes } from '../support/tour/notesPlace.ts';
import { tourFirstRun, tourPlaces } from '../support/tour/places.ts';
import { tourRooms } from '../support/tour/rooms.ts';
import { tourSession } from '../support/tour/session.ts';
import { tourShell } from '../support/tour/shell.ts';
import { createAlbum } from './album.ts';

const FOLDER = path.join('docs', 'pictures');
/** All of the sample's members, so that the circle is full. */
const GROUP_SIZE = 8;

/** What is taken: everything, or after a change to one part that part alone, since members and session take much longer. */
const part = z
  .enum(['all', 'places', 'notes', 'shell'], { error: 'Name nothing, "places", "notes" or "shell".' })
  .parse(process.argv[2] ?? 'all');

if (part === 'all') await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const album = createAlbum(FOLDER);

async function during(tour: (evening: Evening) => Promise<void>): Promise<void> {
  const evening = await startEvening();
  try {
    await tour(evening);
  } finally {
    await evening.close();
  }
}

if (part === 'all' || part === 'places') {
  await during(async (evening) => {
    await tourFirstRun(evening.browser, album.take);
    await tourPlaces(evening, album.take);
    if (part === 'places') return;
    const members = await tourDoor(evening, album.take, GROUP_SIZE);
    const company = await tourSession(evening, album.take, members);
    await tourRooms(company, album.take);
    await tourExits(company, album.take);
  });
}
// An evening of its own: its hub is closed at the end, and its session is one of moments.
if (part === 'all' || part === 'notes') await during((evening) => tourNotes(evening, album.take));
if (part === 'all' || part === 'shell') await during((evening) => tourShell(evening, album.take));
process.stdout.write(`${album.count()} pictures, ${(album.bytes() / 1e6).toFixed(1)} MB, in ${FOLDER}.\n`);
