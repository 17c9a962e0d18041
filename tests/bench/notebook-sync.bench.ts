import type { Page } from '@playwright/test';
import { clockNow } from './shared/clockNow.ts';
import {
  openNotebookGround,
  openWorkstation,
  type NotebookGround,
  type Workstation,
} from './shared/notebookGround.ts';
import { listed, median, percentile } from './shared/numbers.ts';
import { Profiles } from './shared/profiles.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

const NOTES = 200;
const EDITS = 10_000;
/** So often the notes are written and go up, the posts after each, once both have been done a few times. */
const UPLOADS = 8;
const WARM_UPS = 2;
const BULK_POSTS = 6;
const TRIALS = 10;
/** In the single note so many edits are made while the ones before are written. */
const TOGETHER = 10;

type Upload = {
  readonly uploadMs: number;
  readonly wireBytes: number;
  readonly editBytes: number;
  readonly bulkMs: readonly number[];
  readonly bulkEditsMs: readonly number[];
};
type Resync = {
  readonly ms: number;
  readonly uploadMs: number;
  readonly uiBlockedMs: number;
  readonly bytesRatio: number;
};

await runBench(400_000, async (defer) => {
  sayMachine('notebook-sync: what was written offline goes to the hub and to a second workstation');
  const ground = await openNotebookGround(defer);
  const profiles = await Profiles.make(defer);
  sayConditions();
  const { uploads: all, downloadMs } = await measureNotes(ground, profiles);
  const uploads = all.slice(WARM_UPS);
  const uploadMs = uploads.map((upload) => upload.uploadMs);
  const bulkMs = uploads.flatMap((upload) => upload.bulkMs);
  const bulkEditsMs = uploads.flatMap((upload) => upload.bulkEditsMs);
  const wireBytes = median(uploads.map((upload) => upload.wireBytes));
  const editBytes = median(uploads.map((upload) => upload.editBytes));
  say(`${(WARM_UPS + UPLOADS) * NOTES} notes down in ${Math.round(downloadMs)} ms.`);
  const trials = await measureOne(ground, profiles);
  sayLoad('after');
  printFigures({
    upload_s: median(uploadMs) / 1000,
    download_s: downloadMs / 1000,
    wire_bytes_per_edit_byte: wireBytes / editBytes,
    wire_bytes_per_edit: wireBytes / EDITS,
    sync_overhead: median(uploadMs) / median(bulkMs),
    sync_overhead_least: Math.min(...uploadMs) / Math.min(...bulkMs),
    sync_overhead_of_edits: median(uploadMs) / median(bulkEditsMs),
    bulk_edits_p50_ms: median(bulkEditsMs),
    bulk_post_p50_ms: median(bulkMs),
    resync_p50_ms: median(trials.map(({ ms }) => ms)),
    resync_p95_ms: percentile(
      trials.map(({ ms }) => ms),
      0.95,
    ),
    resync_upload_p95_ms: percentile(
      trials.map(({ uploadMs }) => uploadMs),
      0.95,
    ),
    ui_blocked_ms: Math.max(...trials.map(({ uiBlockedMs }) => uiBlockedMs)),
    resync_bytes_ratio: Math.max(...trials.map(({ bytesRatio }) => bytesRatio)),
  });
});

/** Many notes, a few edits each: up from one workstation, down to one that has nothing yet. */
async function measureNotes(
  ground: NotebookGround,
  profiles: Profiles,
): Promise<{ uploads: Upload[]; downloadMs: number }> {
  const { program, line, directOrigin } = ground;
  const first = await openWorkstation(program, await profiles.of('first').newContext(), line.origin);
  await first.page.evaluate(() => globalThis.window.workstation.open());
  const uploads: Upload[] = [];
  const docIds: string[] = [];
  for (let trial = 0; trial < WARM_UPS + UPLOADS; trial += 1) {
    const docs = Array.from(
      { length: NOTES },
      (_, index) => `note/${program.sample.groupId}/${first.sessionId}/member-${trial}-${index}`,
    );
    docIds.push(...docs);
    const upload = await uploadOnce(ground, first, docs);
    uploads.push(upload);
    say(
      `${NOTES} notes: up in ${Math.round(upload.uploadMs)} ms, ${upload.wireBytes} bytes on the wire for ${upload.editBytes} bytes of edits; bulk posts: ${listed(upload.bulkMs)} ms; of all edits: ${listed(upload.bulkEditsMs)} ms.`,
    );
  }
  profiles.assertOnDisk('first');
  const second = await openWorkstation(program, await profiles.of('second').newContext(), directOrigin);
  const begunAt = await second.page.evaluate(() => globalThis.window.workstation.open());
  const readAt = await second.page.evaluate(() => globalThis.window.workstation.sync());
  for (const docId of docIds) {
    const [one, other] = await Promise.all([first, second].map(async ({ page }) => wordsOf(page, docId)));
    if (one !== other || one === '') throw new Error(`${docId} is not the same on the second workstation`);
  }
  for (const { page } of [first, second]) await page.context().close();
  return { uploads, downloadMs: readAt - begunAt };
}

function wordsOf(page: Page, docId: string): Promise<string> {
  return page.evaluate(async (id) => {
    await globalThis.window.workstation.openDoc(id);
    const words = globalThis.window.workstation.read(id);
    await globalThis.window.workstation.closeDoc(id);
    return words;
  }, docId);
}

async function uploadOnce(
  { program, line }: NotebookGround,
  { page }: Workstation,
  docIds: readonly string[],
): Promise<Upload> {
  line.pull();
  const editBytes = await page.evaluate(
    async ({ docs, edits }) => {
      globalThis.window.workstation.takeEdits();
      let bytes = 0;
      for (const [seed, docId] of docs.entries()) {
        await globalThis.window.workstation.openDoc(docId);
        bytes += await globalThis.window.workstation.type(docId, edits, 1, seed);
        await globalThis.window.workstation.closeDoc(docId);
      }
      return bytes;
    },
    { docs: docIds, edits: EDITS / NOTES },
  );
  const before = line.bytes();
  line.plugIn();
  const { toldAt, uploadedAt } = await page.evaluate(() => globalThis.window.workstation.upload());
  const after = line.bytes();
  const { bulkMs, bulkEditsMs } = await page.evaluate(
    async ({ id, docs, posts }) => {
      const isOurs = new Set(docs);
      const updates = (await globalThis.window.workstation.readFeed(id)).filter(({ docId }) =>
        isOurs.has(docId),
      );
      const edits = globalThis.window.workstation.takeEdits();
      const took: { bulkMs: number[]; bulkEditsMs: number[] } = { bulkMs: [], bulkEditsMs: [] };
      for (let count = 0; count < posts; count += 1) {
        took.bulkMs.push(await globalThis.window.workstation.postBulk(updates));
        took.bulkEditsMs.push(await globalThis.window.workstation.postBulk(edits));
      }
      return took;
    },
    { id: program.sample.groupId, docs: docIds, posts: BULK_POSTS },
  );
  return {
    uploadMs: uploadedAt - toldAt,
    wireBytes: after.up - before.up + after.down - before.down,
    editBytes,
    bulkMs,
    bulkEditsMs,
  };
}

/** One long note after the other, each open on both workstations: from the network's return until both read the same. */
async function measureOne(
  { program, line, directOrigin }: NotebookGround,
  profiles: Profiles,
): Promise<Resync[]> {
  const first = await openWorkstation(program, await profiles.of('third').newContext(), line.origin);
  const second = await openWorkstation(program, await profiles.of('fourth').newContext(), directOrigin);
  for (const { page } of [first, second]) await page.evaluate(() => globalThis.window.workstation.open());
  // What is in the feed by then is no part of it.
  for (const { page } of [first, second]) await page.evaluate(() => globalThis.window.workstation.sync());
  const trials: Resync[] = [];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const docId = `note/${program.sample.groupId}/${first.sessionId}/long-${trial}`;
    for (const { page } of [first, second])
      await page.evaluate((id) => globalThis.window.workstation.openDoc(id), docId);
    line.pull();
    await first.page.evaluate(
      ({ id, edits, together, seed }) => globalThis.window.workstation.type(id, edits, together, seed),
      { id: docId, edits: EDITS, together: TOGETHER, seed: 1_000 + trial },
    );
    const [words, difference] = await first.page.evaluate(
      (id) => [globalThis.window.workstation.read(id), globalThis.window.workstation.differenceBytes(id)],
      docId,
    );
    for (const { page } of [first, second])
      await page.evaluate(() => globalThis.window.workstation.watchUi());
    const equal = second.page.evaluate(
      ([id, wanted]) => globalThis.window.workstation.whenReads(id, wanted),
      [docId, words] as const,
    );
    const before = line.bytes();
    const backAt = clockNow();
    line.plugIn();
    const { uploadedAt } = await first.page.evaluate(() => globalThis.window.workstation.upload());
    const after = line.bytes();
    const equalAt = await equal;
    const blocked = await Promise.all(
      [first, second].map(async ({ page }) =>
        page.evaluate(() => globalThis.window.workstation.uiBlockedMs()),
      ),
    );
    const result: Resync = {
      ms: Math.max(uploadedAt, equalAt) - backAt,
      uploadMs: uploadedAt - backAt,
      uiBlockedMs: Math.max(...blocked),
      bytesRatio: (after.up - before.up) / difference,
    };
    trials.push(result);
    say(
      `One note: on the hub after ${Math.round(result.uploadMs)} ms, equal after ${Math.round(result.ms)} ms; the pages were blocked for ${listed(blocked)} ms; ${after.up - before.up} bytes up, Yjs’ difference ${difference}.`,
    );
    for (const { page } of [first, second])
      await page.evaluate((id) => globalThis.window.workstation.closeDoc(id), docId);
  }
  return trials;
}

function sayConditions(): void {
  say(
    "Clients: Chromium, each workstation with a profile of its own on the disk; in each a page that draws nothing, with the product's own notebook and its thread, sealed and strict.",
  );
  say(
    'The hub is the built one with its SQLite file; the first workstation reaches it over a line that can be pulled and counts bytes, the second directly.',
  );
  say(
    `Edits: a letter, a space or a backspace each, mostly one after the other. ${WARM_UPS + UPLOADS} times ${EDITS} in ${NOTES} notes, each durable before the next, the note closed after its last; then ${TRIALS} times ${EDITS} in one note, ${TOGETHER} at a time.`,
  );
  say(
    `Up: from when the page is told of the network's return until the notebook says that all is on the hub; the median of ${UPLOADS}, after ${WARM_UPS} that do not count. Down: a workstation without notes, from its start until its round over all of them is over;`,
  );
  say(
    'every note is then compared. Bytes: everything on the line both ways, headers too; an edit has the bytes of its Yjs update. Bulk: the same updates as',
  );
  say(
    `they went over the wire in one post to a bare route in the same hub's process, over the same line: parsed, and written by the hub's own store, sealed and synced, in one transaction, without sign-in, rights and audit; ${BULK_POSTS} times after each upload.`,
  );
  say(
    'One note: it is open on both; until the hub has it and the second page reads the same. Blocked: how late a timer of 4 ms comes on either page meanwhile, at most.',
  );
}
