import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedNotes } from '../support/seedNotes.ts';
import { openNotebookGround, openPage, openWorkstation } from './shared/notebookGround.ts';
import { listed, percentile } from './shared/numbers.ts';
import { Profiles } from './shared/profiles.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

const NOTES = 2_000;
const STARTS = 20;

await runBench(300_000, async (defer) => {
  sayMachine(`notebook-open: a workstation with ${NOTES} notes is opened without a network`);
  const docIds: string[] = [];
  const { program, line } = await openNotebookGround(defer, async (records, { sample }) => {
    const [author] = await records.staff.list();
    if (!author) throw new Error('The sample has no staff');
    const seedFor = { groupId: sample.groupId, authorId: author.id, now: Date.now() };
    docIds.push(...(await seedNotes(records, seedFor, NOTES)));
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'circlewell-open-'));
  defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const profiles = new Profiles(folder);
  defer(() => profiles.kill());

  const first = await profiles.of('reader').newContext();
  const workstation = await openWorkstation(program, first, line.origin);
  const fetchMs = await workstation.page.evaluate(async () => {
    const begun = performance.now();
    await globalThis.window.workstation.open();
    await globalThis.window.workstation.sync();
    return performance.now() - begun;
  });
  await first.close();
  const openMs: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    line.plugIn();
    const context = await profiles.of('reader').newContext();
    const page = await openPage(context, line.origin, workstation.staffId);
    line.pull();
    const docId = docIds[(start * 97) % docIds.length] ?? '';
    const { took, letters } = await page.evaluate(async (id) => {
      const begun = performance.now();
      await globalThis.window.workstation.open();
      await globalThis.window.workstation.openDoc(id);
      const { open } = globalThis.window.workstation.held(id);
      return { took: performance.now() - begun, letters: open.doc.getText('section/plan').length };
    }, docId);
    if (letters === 0) throw new Error(`${docId} is empty`);
    openMs.push(took);
    await context.close();
  }
  say(
    `The notes have four sections of 45 words each, in ${NOTES / 10} sessions of one group, and came from the hub in ${Math.round(fetchMs)} ms. Each start is a Chromium of its own on the same profile; the`,
  );
  say(
    "benchmark's page is there, the network is not. From the unlocking, without a passphrase and its Argon2id, until a note's document is on the page, to be written in:",
  );
  say(`${listed(openMs)} ms. Not measured here: the console's own start, and search.`);
  sayLoad('after');
  printFigures({
    notebook_store_open_p50_ms: percentile(openMs, 0.5),
    notebook_store_open_p95_ms: percentile(openMs, 0.95),
    notebook_fetch_s: fetchMs / 1000,
  });
});
