import type { Browser } from '@playwright/test';
import { launchChromium } from '../support/chromium.ts';
import { clockNow } from './shared/clockNow.ts';
import { openNotebookGround, openWorkstation, type NotebookGround } from './shared/notebookGround.ts';
import { listed, median, percentile } from './shared/numbers.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

const NOTES = 200;
const EDITS = 10_000;
const BULK_POSTS = 10;
const TRIALS = 10;
/** In the single note so many edits are made while the ones before are written. */
const TOGETHER = 10;

type Upload = {
  readonly uploadMs: number;
  readonly downloadMs: number;
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
  const browser = await launchChromium();
  defer(() => browser.close());
  sayConditions(browser.version());
  const upload = await measureNotes(ground, browser);
  say(
    `${NOTES} notes: up in ${Math.round(upload.uploadMs)} ms, ${upload.wireBytes} bytes on the wire for ${upload.editBytes} bytes of edits; down in ${Math.round(upload.downloadMs)} ms; bulk posts: ${listed(upload.bulkMs)} ms; of all edits: ${listed(upload.bulkEditsMs)} ms.`,
  );
  const trials = await measureOne(ground, browser);
  sayLoad('after');
  printFigures({
    upload_s: upload.uploadMs / 1000,
    download_s: upload.downloadMs / 1000,
    wire_bytes_per_edit_byte: upload.wireBytes / upload.editBytes,
    wire_bytes_per_edit: upload.wireBytes / EDITS,
    sync_overhead: upload.uploadMs / median(upload.bulkMs),
    sync_overhead_of_edits: upload.uploadMs / median(upload.bulkEditsMs),
    bulk_edits_p50_ms: median(upload.bulkEditsMs),
    bulk_post_p50_ms: median(upload.bulkMs),
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
  { program, line, directOrigin }: NotebookGround,
  browser: Browser,
): Promise<Upload> {
  const groupId = program.sample.groupId;
  const first = await openWorkstation(program, await browser.newContext(), line.origin);
  const docIds = Array.from(
    { length: NOTES },
    (_, index) => `note/${groupId}/${first.sessionId}/member-${index}`,
  );
  await first.page.evaluate(() => globalThis.window.workstation.open());
  line.pull();
  const editBytes = await first.page.evaluate(
    async ({ docs, edits }) => {
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
  const backAt = clockNow();
  line.plugIn();
  const uploadedAt = await first.page.evaluate(() => globalThis.window.workstation.upload());
  const after = line.bytes();

  const second = await openWorkstation(program, await browser.newContext(), directOrigin);
  const begunAt = await second.page.evaluate(() => globalThis.window.workstation.open());
  const readAt = await second.page.evaluate(() => globalThis.window.workstation.sync());
  for (const docId of docIds) {
    const [one, other] = await Promise.all(
      [first, second].map(async ({ page }) =>
        page.evaluate(async (id) => {
          await globalThis.window.workstation.openDoc(id);
          const words = globalThis.window.workstation.read(id);
          await globalThis.window.workstation.closeDoc(id);
          return words;
        }, docId),
      ),
    );
    if (one !== other || one === '') throw new Error(`${docId} is not the same on the second workstation`);
  }
  const { bulkMs, bulkEditsMs } = await first.page.evaluate(
    async ({ id, posts }) => {
      const updates = await globalThis.window.workstation.readFeed(id);
      const edits = globalThis.window.workstation.edits();
      const took: { bulkMs: number[]; bulkEditsMs: number[] } = { bulkMs: [], bulkEditsMs: [] };
      for (let count = 0; count < posts; count += 1) {
        took.bulkMs.push(await globalThis.window.workstation.postBulk(updates));
        took.bulkEditsMs.push(await globalThis.window.workstation.postBulk(edits));
      }
      return took;
    },
    { id: groupId, posts: BULK_POSTS },
  );
  for (const { page } of [first, second]) await page.context().close();
  return {
    uploadMs: uploadedAt - backAt,
    downloadMs: readAt - begunAt,
    wireBytes: after.up - before.up + after.down - before.down,
    editBytes,
    bulkMs,
    bulkEditsMs,
  };
}

/** One long note after the other, each open on both workstations: from the network's return until both read the same. */
async function measureOne(
  { program, line, directOrigin }: NotebookGround,
  browser: Browser,
): Promise<Resync[]> {
  const first = await openWorkstation(program, await browser.newContext(), line.origin);
  const second = await openWorkstation(program, await browser.newContext(), directOrigin);
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
    const uploadedAt = await first.page.evaluate(() => globalThis.window.workstation.upload());
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

function sayConditions(version: string): void {
  say(
    `Clients: Chromium ${version}, two profiles; in each a page that draws nothing, with the product's own notebook and its thread, sealed and strict.`,
  );
  say(
    'The hub is the built one with its SQLite file; the first workstation reaches it over a line that can be pulled and counts bytes, the second directly.',
  );
  say(
    `Edits: a letter, a space or a backspace each, mostly one after the other. ${EDITS} in ${NOTES} notes, each durable before the next; then ${TRIALS} times ${EDITS} in one note, ${TOGETHER} at a time.`,
  );
  say(
    "Up: from the network's return, which the page is told, until the notebook says that all is on the hub. Down: a workstation without notes, from its start until its round is over;",
  );
  say(
    'every note is then compared. Bytes: everything on the line both ways, headers too; an edit has the bytes of its Yjs update. Bulk: the same updates as',
  );
  say(
    `they went over the wire in one post to a bare route in the same hub's process, over the same line: parsed, and a row each in one transaction of the same SQLite file; ${BULK_POSTS} times.`,
  );
  say(
    'One note: it is open on both; until the hub has it and the second page reads the same. Blocked: how late a timer of 4 ms comes on either page meanwhile, at most.',
  );
}
