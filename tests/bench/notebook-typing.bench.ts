import type { Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import type { KeyTime } from './notebook/KeyTimes.ts';
import type { LongFrames } from './notebook/frames.ts';
import { buildPages } from './shared/buildPages.ts';
import { openCrowd } from './shared/crowd.ts';
import { openNotebookGround, openWorkstation, type NotebookGround } from './shared/notebookGround.ts';
import { percentile } from './shared/numbers.ts';
import { Profiles } from './shared/profiles.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench, type Defer } from './shared/runBench.ts';

const PEOPLE = 8;
const PAGES = 20;
const ROUNDS = 5;
const KEYS = 60;
/** A good typist's. */
const KEY_EVERY_MS = 120;
/** Few, because those who send them would have machines of their own. */
const FPS = 5;
const TILES_LIMIT_MS = 30_000;

type Side = 'ours' | 'plain';
type Block = { readonly took: readonly KeyTime[]; readonly frames: LongFrames };

await runBench(300_000, async (defer) => {
  sayMachine(
    'notebook-typing: from a key press until it is durable, in a long note, during a call, with somebody else typing',
  );
  const ground = await openNotebookGround(defer);
  const profiles = await Profiles.make(defer);
  sayConditions();
  const page = await openDesk(ground, profiles, defer);
  const blocks: Record<Side, Block[]> = { ours: [], plain: [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const side of ['ours', 'plain'] as const) blocks[side].push(await typeBlock(page, side));
  const [ours, plain] = [timesOf(blocks.ours, 'ms'), timesOf(blocks.plain, 'ms')];
  const ofPage = timesOf(blocks.ours, 'ofPageMs');
  const alone = await page.evaluate((everyMs) => globalThis.window.desk.commitAlone(everyMs), KEY_EVERY_MS);
  const pictures = await page.evaluate(() => globalThis.window.desk.pictures());
  say(
    `${ours.length} keys in ours, ${plain.length} in plain; the tiles drew ${pictures.join(' ')} pictures; long frames in plain's blocks: ${longOf(blocks.plain, 'all')}.`,
  );
  sayLoad('after');
  printFigures({
    notebook_typing_p50_ms: percentile(ours, 0.5),
    notebook_typing_p95_ms: percentile(ours, 0.95),
    notebook_typing_ratio: percentile(ours, 0.95) / percentile(plain, 0.95),
    heard_to_durable_p50_ms: percentile(ofPage, 0.5),
    heard_to_durable_p95_ms: percentile(ofPage, 0.95),
    long_frames: longOf(blocks.ours, 'ofPage'),
    long_frames_all: longOf(blocks.ours, 'all'),
    long_frames_plain: longOf(blocks.plain, 'ofPage'),
    longest_frame_ms: Math.max(...blocks.ours.map(({ frames }) => frames.longestMs)),
    plain_p50_ms: percentile(plain, 0.5),
    plain_p95_ms: percentile(plain, 0.95),
    commit_alone_p50_ms: percentile(alone, 0.5),
    commit_alone_p95_ms: percentile(alone, 0.95),
    plain_ratio_p50: percentile(ours, 0.5) / percentile(plain, 0.5),
  });
});

function timesOf(blocks: readonly Block[], part: keyof KeyTime): number[] {
  return blocks.flatMap(({ took }) => took.map((key) => key[part]));
}

function longOf(blocks: readonly Block[], kind: 'all' | 'ofPage'): number {
  return blocks.reduce((sum, { frames }) => sum + frames[kind], 0);
}

/** The typist at a page with the call, both notes, and a colleague elsewhere in the first of them. */
async function openDesk(
  { program, line, directOrigin }: NotebookGround,
  profiles: Profiles,
  defer: Defer,
): Promise<Page> {
  const html = 'typing.html';
  const context = await profiles.of('typist').newContext({ permissions: ['camera', 'microphone'] });
  const { page, sessionId } = await openWorkstation(program, context, line.origin, { role: 'lead', html });
  await page.evaluate((id) => globalThis.window.desk.enter(id), sessionId);
  await bringPeople(program.sample.members.slice(0, PEOPLE), directOrigin, profiles, defer);
  await page.evaluate(() => globalThis.window.desk.admitAll());
  await whenTiles(page);

  const docId = `note/${program.sample.groupId}/${sessionId}/typing`;
  await page.evaluate(
    async ({ id, pages }) => {
      await globalThis.window.workstation.open();
      await globalThis.window.workstation.openDoc(id);
      await globalThis.window.desk.fill(id, pages);
      await globalThis.window.workstation.upload();
      await globalThis.window.desk.showOurs(id);
      await globalThis.window.desk.showPlain(pages);
    },
    { id: docId, pages: PAGES },
  );
  profiles.assertOnDisk('typist');
  const colleague = await openWorkstation(
    program,
    await profiles.apart('colleague').newContext(),
    directOrigin,
    {
      role: 'coFacilitator',
      html,
    },
  );
  await colleague.page.evaluate(
    async ({ id, everyMs }) => {
      await globalThis.window.workstation.open();
      await globalThis.window.workstation.sync();
      await globalThis.window.workstation.openDoc(id);
      globalThis.window.desk.typeAlong(id, everyMs);
    },
    { id: docId, everyMs: KEY_EVERY_MS },
  );
  return page;
}

/** Members with camera and microphone in a browser of their own. */
async function bringPeople(
  members: readonly { readonly url: string }[],
  origin: string,
  profiles: Profiles,
  defer: Defer,
): Promise<void> {
  const pages = await buildPages();
  defer(pages.remove);
  // The crowd's page is lent to the hub's origin by the test, which Chromium takes for a page from elsewhere.
  const context = await profiles
    .apart('people', [`--use-fake-device-for-media-stream=fps=${FPS}`])
    .newContext({ permissions: ['local-network-access'] });
  const page = await context.newPage();
  await openCrowd(page, origin, pages.dir);
  await page.evaluate(
    (some) => globalThis.window.crowd.joinHub(some, true),
    members.map(({ url }) => new URL(url).hash.slice(1)),
  );
}

async function whenTiles(page: Page): Promise<void> {
  const giveUpAt = performance.now() + TILES_LIMIT_MS;
  for (;;) {
    const pictures = await page.evaluate(() => globalThis.window.desk.pictures());
    const drawn = pictures.filter((count) => count > 0).length;
    if (drawn === PEOPLE) return;
    if (performance.now() > giveUpAt) throw new Error(`Only ${drawn} of ${PEOPLE} tiles have pictures`);
    await later(200);
  }
}

/** Types one key after the other. @throws Error where one did not become durable */
async function typeBlock(page: Page, side: Side): Promise<Block> {
  const before = await page.evaluate((one) => {
    globalThis.window.desk.focus(one);
    globalThis.window.desk.take(one);
    globalThis.window.desk.longFrames();
    return globalThis.window.desk.pictures();
  }, side);
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press('a');
    await later(KEY_EVERY_MS);
  }
  await later(KEY_EVERY_MS);
  const { took, pending, frames, after } = await page.evaluate(
    (one) => ({
      ...globalThis.window.desk.take(one),
      frames: globalThis.window.desk.longFrames(),
      after: globalThis.window.desk.pictures(),
    }),
    side,
  );
  if (took.length !== KEYS || pending > 0) throw new Error(`${took.length} of ${KEYS} keys became durable`);
  const still = after.filter((count, tile) => count === before[tile]).length;
  if (still > 0) throw new Error(`${still} tiles stood still`);
  return { took, frames };
}

function sayConditions(): void {
  say(
    `Clients: Chromium, each workstation with a profile of its own on the disk. The typist's page has a note of ${PAGES} pages of 3,000 letters in the product's notebook, the same pages in plain y-indexeddb, each in`,
  );
  say(
    `the product's own editors (TipTap, one for each of four sections, with its steps of undo), and the product's live client as the lead with ${PEOPLE} tiles; the ${PEOPLE} people send from one page of another browser, cameras of`,
  );
  say(
    `${FPS} frames a second. A colleague types a letter every ${KEY_EVERY_MS} ms at the end of the note, on a workstation of their own. The people and the colleague would have machines of`,
  );
  say(
    'their own: their browsers have the processor only where nothing else wants it. Commit alone: a row of 200 bytes in a strict transaction on the same page, in the same call, after the rest.',
  );
  say(
    `Keys: pressed by way of the browser, ${ROUNDS} times ${KEYS} in each note in turns, one every ${KEY_EVERY_MS} ms at least, in the middle of the note. Ours is durable when the notebook shows the note as`,
  );
  say(
    'saved (sealed, strict durability), plain when the transaction of its update is complete (unencrypted, relaxed durability). From the time that the key event bears.',
  );
  say(
    'Long frames: over 50 ms (Long Animation Frames) that would not be without the scripts, styles and layout of the page.',
  );
}
