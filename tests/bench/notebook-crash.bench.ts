import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as later } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { Random } from '../sim/core/Random.ts';
import { launchChromium } from '../support/chromium.ts';
import { countInFeed } from './notebook/countInFeed.ts';
import { lettersUpTo } from './notebook/letters.ts';
import { clockNow } from './shared/clockNow.ts';
import {
  openNotebookGround,
  openPage,
  openWorkstation,
  type NotebookGround,
} from './shared/notebookGround.ts';
import { median } from './shared/numbers.ts';
import { Profiles } from './shared/profiles.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench, type Defer } from './shared/runBench.ts';

/** Where a run is to be the same again, or shorter: `npm run measure -- notebook-crash SEED BROWSER-KILLS HUB-KILLS`. */
const [SEED = Math.floor(Math.random() * 1e9), BROWSER_KILLS = 50, HUB_KILLS = 30] = process.argv
  .slice(2)
  .map(Number);
const LONGEST_TYPING_MS = 2_000;
/** Two batches of them. */
const NOTES = 300;
const EDITS_PER_NOTE = 3;

type BrowserKills = { readonly shown: number; readonly lost: number; readonly unsaved: number };
type HubKills = { readonly lost: number; readonly duplicated: number; readonly midway: number };

// Each hub that is started again ends with this process.
process.setMaxListeners(0);

await runBench(900_000, async (defer) => {
  sayMachine('notebook-crash: browser and hub killed with SIGKILL while notes are written and uploaded');
  say(`Seed ${SEED}: it says what is typed and when is killed.`);
  const ground = await openNotebookGround(defer);
  const browsers = await killBrowsers(ground, defer);
  say(
    `${BROWSER_KILLS} kills of the browser, with all its processes, at a moment of the first ${LONGEST_TYPING_MS} ms of typing; no hub could be reached meanwhile nor after the restart`,
  );
  say(
    `of the same profile. ${browsers.shown} letters were shown as saved, ${browsers.unsaved} more were found that were not shown yet. Letters typed every 0 to 15 ms at the end of one note.`,
  );
  const hubs = await killHubs(ground, defer);
  say(
    `${HUB_KILLS} kills of the hub at a moment of the upload of ${NOTES} notes with ${EDITS_PER_NOTE} edits each, which takes so long as it took before without one; ${hubs.midway} of them before all was shown as uploaded.`,
  );
  say(
    'Lost: edits that the workstation shows as uploaded and that are not in the feed as it is read from its beginning. Duplicated: updates that are in the feed more than once.',
  );
  if (hubs.midway === 0) throw new Error('No kill met the upload');
  sayLoad('after');
  printFigures({
    lost_chars: browsers.lost,
    browser_kills: BROWSER_KILLS,
    chars_shown_as_saved: browsers.shown,
    lost_updates: hubs.lost,
    duplicated_updates: hubs.duplicated,
    hub_kills: HUB_KILLS,
    hub_kills_midway: hubs.midway,
  });
});

/** The same profile again and again: what it still has is compared before it is typed on. */
async function killBrowsers({ program, line }: NotebookGround, defer: Defer): Promise<BrowserKills> {
  const folder = await mkdtemp(path.join(tmpdir(), 'circlewell-crash-'));
  defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const profiles = new Profiles(folder);
  defer(() => profiles.kill());
  const moments = new Random(SEED);
  let docId = '';
  let staffId = '';
  let [shown, lost, unsaved] = [0, 0, 0];
  for (let kills = 0; ; kills += 1) {
    line.plugIn();
    const context = await profiles.of('writer').newContext();
    let page: Page;
    if (staffId === '') {
      const first = await openWorkstation(program, context, line.origin);
      ({ page, staffId } = first);
      docId = `note/${program.sample.groupId}/${first.sessionId}/crash`;
    } else {
      page = await openPage(context, line.origin, staffId);
    }
    // From here on nothing can come back from the hub.
    line.pull();
    await page.evaluate(() => globalThis.window.workstation.open());
    await page.evaluate((id) => globalThis.window.workstation.openDoc(id), docId);
    const found = await page.evaluate((id) => globalThis.window.workstation.read(id), docId);
    lost += missingOf(found, shown);
    unsaved += Math.max(0, found.length - shown);
    if (kills === BROWSER_KILLS) {
      await context.close();
      line.plugIn();
      return { shown, lost, unsaved };
    }
    if (found.length < shown) throw new Error(`After ${kills} kills ${lost} letters are lost`);
    const closed = new Promise((resolve) => context.once('close', resolve));
    await page.exposeFunction('shown', (count: number) => {
      shown = count;
    });
    await page.evaluate(([id, seed]) => globalThis.window.workstation.typeOn(id, seed), [
      docId,
      SEED,
    ] as const);
    await later(moments.int(0, LONGEST_TYPING_MS));
    profiles.kill();
    await closed;
  }
}

/** How many of the letters that were shown as saved are not where they were. */
function missingOf(found: string, shown: number): number {
  const wanted = lettersUpTo(shown, SEED);
  for (let at = 0; at < shown; at += 1) if (found[at] !== wanted[at]) return shown - at;
  return 0;
}

async function killHubs(ground: NotebookGround, defer: Defer): Promise<HubKills> {
  const { program, line } = ground;
  const browser = await launchChromium();
  defer(() => browser.close());
  const { page, sessionId } = await openWorkstation(program, await browser.newContext(), line.origin);
  await page.evaluate(() => globalThis.window.workstation.open());
  const docIds = Array.from(
    { length: NOTES },
    (_, index) => `note/${program.sample.groupId}/${sessionId}/upload-${index}`,
  );
  const moments = new Random(SEED);
  const quietMs: number[] = [];
  let midway = 0;
  for (let round = 0; round < HUB_KILLS + 3; round += 1) {
    line.pull();
    await page.evaluate(
      async ({ docs, edits, seed }) => {
        for (const docId of docs) {
          await globalThis.window.workstation.openDoc(docId);
          await globalThis.window.workstation.typeLetters(docId, edits, seed);
          await globalThis.window.workstation.closeDoc(docId);
        }
      },
      { docs: docIds, edits: EDITS_PER_NOTE, seed: SEED },
    );
    const backAt = clockNow();
    line.plugIn();
    const uploaded = page.evaluate(() => globalThis.window.workstation.upload());
    // The first rounds tell how long it takes.
    if (quietMs.length < 3) {
      quietMs.push((await uploaded).uploadedAt - backAt);
      continue;
    }
    await later(moments.next() * median(quietMs));
    const restarted = ground.killHub();
    if (!(await page.evaluate(() => globalThis.window.workstation.isUploaded()))) midway += 1;
    await restarted;
    await page.evaluate(() => globalThis.window.workstation.upload());
    await uploaded;
  }
  const updates = await page.evaluate(
    (id) => globalThis.window.workstation.readFeed(id),
    program.sample.groupId,
  );
  const wanted = lettersUpTo(EDITS_PER_NOTE * (HUB_KILLS + 3), SEED);
  return { ...(await countInFeed(updates, docIds, wanted)), midway };
}
