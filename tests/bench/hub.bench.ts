import type { Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { launchChromium } from '../support/chromium.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';
import { startBareProcess, type BareProcess } from './shared/bareProcess.ts';
import { buildPages } from './shared/buildPages.ts';
import { openCrowd, whenComplete } from './shared/crowd.ts';
import { installVoice } from '../support/devices.ts';
import { makePractice, measureColdStart, measureStart } from './shared/hubStart.ts';
import { listed, median } from './shared/numbers.ts';
import { childrenOf, cpuMsOf, rssMbOf } from './shared/processes.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench, type Defer } from './shared/runBench.ts';
import { StaffClient } from './shared/staffClient.ts';

const SIZES = [2, 6, 12] as const;
/** The size for which there is a goal is measured more often: a window's noise is larger than what the hub adds. */
const ROUNDS: Readonly<Record<(typeof SIZES)[number], number>> = { 2: 2, 6: 2, 12: 8 };
const WINDOW_MS = 15_000;
const STARTS = 10;
const COLD_STARTS = 5;

type Side = {
  readonly name: 'hub' | 'bare';
  /** The Node process; its workers are its children. */
  readonly pid: number;
  readonly page: Page;
  join(people: number): Promise<void>;
};
type Used = { readonly nodeMs: number; readonly workerMs: number; readonly packets: number };
type Measured = {
  readonly side: Side['name'];
  readonly people: number;
  readonly used: Used;
  /** Resident memory at the end of the window, of the Node process and of its workers together, in megabytes. */
  readonly nodeRssMb: number;
  readonly workersRssMb: number;
};

await runBench(600_000, async (defer) => {
  sayMachine(
    'hub: processor time and memory of the hub against bare mediasoup with the same streams, and the start',
  );
  const starts = await measureStarts(defer);
  const hub = await startSampleHub();
  defer(hub.close);
  const pages = await buildPages();
  defer(pages.remove);
  const bare = await startBareProcess(pages.dir);
  defer(bare.close);
  const sides = await openSides(hub, bare, pages.dir, defer);

  const measured: Measured[] = [];
  for (const people of SIZES) {
    for (let round = 0; round < ROUNDS[people]; round += 1) {
      for (const side of sides) {
        await side.join(people);
        const used = await useOf(side);
        const nodeRssMb = rssMbOf(side.pid);
        const workersRssMb = childrenOf(side.pid).reduce((sum, pid) => sum + rssMbOf(pid), 0);
        measured.push({ side: side.name, people, used, nodeRssMb, workersRssMb });
        say(
          `${side.name}, ${people} people: node ${Math.round(used.nodeMs)} ms and ${Math.round(nodeRssMb)} MB, workers ${Math.round(used.workerMs)} ms and ${Math.round(workersRssMb)} MB, ${used.packets} packets arrived`,
        );
        await side.page.evaluate(() => globalThis.window.crowd.leave());
      }
    }
  }
  sayLoad('after');
  const most = Math.max(...SIZES);
  printFigures({
    hub_cpu_ratio: ratioOf(measured, most),
    hub_rss_mb: memoryOf(measured, 'hub', most).nodeRssMb,
    hub_start_ms: median(starts.warm),
    hub_start_cold_ms: median(starts.cold),
    ...Object.fromEntries(
      SIZES.flatMap((people) => [
        [`hub_cpu_ratio_${people}`, ratioOf(measured, people)],
        [`hub_rss_mb_${people}`, memoryOf(measured, 'hub', people).nodeRssMb],
        [`bare_rss_mb_${people}`, memoryOf(measured, 'bare', people).nodeRssMb],
        [`hub_workers_rss_mb_${people}`, memoryOf(measured, 'hub', people).workersRssMb],
        [`bare_workers_rss_mb_${people}`, memoryOf(measured, 'bare', people).workersRssMb],
      ]),
    ),
  });
});

/** The last reading of a side at a size. @throws Error where there is none */
function memoryOf(measured: readonly Measured[], side: Side['name'], people: number): Measured {
  const last = measured.findLast((one) => one.side === side && one.people === people);
  if (!last) throw new Error(`The memory of ${side} with ${people} people was not read`);
  return last;
}

/** The same code in one Chromium page sends and receives on either side, so that only the server differs. */
async function openSides(
  hub: SampleHub,
  bare: BareProcess,
  pagesDir: string,
  defer: Defer,
): Promise<readonly Side[]> {
  const staff = await StaffClient.signIn(hub);
  defer(() => staff.close());
  const links = hub.sample.members.map(({ url }) => url);
  while (links.length < 12) links.push(await staff.addMember(`Extra ${links.length + 1}`));
  const tokens = links.map((url) => new URL(url).hash.slice(1));
  await staff.openSession();
  const browser = await launchChromium();
  defer(() => browser.close());
  sayConditions(browser.version());
  const { origin } = new URL(hub.consoleUrl);
  // The crowd's page is lent to the hub's origin by the test, which Chromium takes for a page from elsewhere.
  const permissions = ['local-network-access'];
  const [hubPage, barePage] = [
    await browser.newPage({ permissions }),
    await browser.newPage({ permissions }),
  ];
  for (const page of [hubPage, barePage]) await page.addInitScript(installVoice);
  await openCrowd(hubPage, origin, pagesDir);
  await openCrowd(barePage, bare.url, pagesDir);
  return [
    {
      name: 'hub',
      pid: hub.pid,
      page: hubPage,
      async join(people) {
        await hubPage.evaluate((some) => globalThis.window.crowd.joinHub(some), tokens.slice(0, people));
        await staff.command({ type: 'admitAll' });
        await whenComplete(hubPage, people);
      },
    },
    {
      name: 'bare',
      pid: bare.pid,
      page: barePage,
      async join(people) {
        const names = Array.from({ length: people }, (_, index) => `person ${index}`);
        await barePage.evaluate((some) => globalThis.window.crowd.joinBare(some), names);
        await whenComplete(barePage, people);
      },
    },
  ];
}

async function useOf({ pid, page }: Side): Promise<Used> {
  const workers = childrenOf(pid);
  const read = async () => ({
    nodeMs: cpuMsOf(pid),
    workerMs: workers.reduce((sum, worker) => sum + cpuMsOf(worker), 0),
    packets: (await page.evaluate(() => globalThis.window.crowd.received())).packets,
  });
  const before = await read();
  // The one wait of a set length: the window over which processor time is counted.
  await later(WINDOW_MS);
  const after = await read();
  return {
    nodeMs: after.nodeMs - before.nodeMs,
    workerMs: after.workerMs - before.workerMs,
    packets: after.packets - before.packets,
  };
}

/**
 * Processor time for each packet that arrived, the hub's over the bare server's: the median over the rounds, in each of which the
 * two sides were measured one after the other.
 */
function ratioOf(measured: readonly Measured[], people: number): number {
  const [hub = [], bare = []] = (['hub', 'bare'] as const).map((name) =>
    measured
      .filter((one) => one.side === name && one.people === people)
      .map(({ used: { nodeMs, workerMs, packets } }) => (nodeMs + workerMs) / packets),
  );
  const ratios = hub.map((cost, round) => cost / (bare[round] ?? Number.NaN));
  say(`Ratios with ${people} people, round by round: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}.`);
  return median(ratios);
}

async function measureStarts(
  defer: Defer,
): Promise<{ readonly warm: readonly number[]; readonly cold: readonly number[] }> {
  const { dataDir, remove } = await makePractice();
  defer(remove);
  const warm: number[] = [];
  for (let count = 0; count < STARTS; count += 1) warm.push(await measureStart(dataDir));
  const cold: number[] = [];
  for (let count = 0; count < COLD_STARTS; count += 1) cold.push(await measureColdStart(dataDir));
  say(
    'Starts of the built hub on a data folder with a practice in it, from the spawn to the first answer over HTTP.',
  );
  say(
    `Warm, as a start is that is not the first: the code compiled before lies in the cache folder, the files in the system's cache: ${listed(warm)} ms.`,
  );
  say(
    `Cold: nothing compiled is kept, and the hub's own files and the data have been put out of the system's cache; Node itself is warm: ${listed(cold)} ms.`,
  );
  return { warm, cold };
}

function sayConditions(version: string): void {
  say(
    `Clients: Chromium ${version}, one page with ${SIZES.join(', ')} people in it, who all send and receive everything: Opus that`,
  );
  say('speaks without a pause, and a camera of 320x180 at 10 frames a second in two simulcast layers.');
  say(
    'The page runs the same code against the hub and against a bare mediasoup server in a process of its own: same worker binary,',
  );
  say(
    'same codecs, same transport options, all consumers at the highest layer. On the hub a facilitator without media leads.',
  );
  say(
    `Windows of ${WINDOW_MS / 1000} s, taken in turns, ${SIZES.map((people) => `${ROUNDS[people]} on either side with ${people}`).join(', ')}. Processor time is user and system time of`,
  );
  say(
    'the Node process and its workers, divided by the packets that arrived in the page; a ratio is the median of those of two windows that follow each other.',
  );
  say('hub_cpu_ratio is the ratio at 12 people.');
  say(
    "Resident memory is that of the Node process, and of its workers together, at the end of a size's last window; hub_rss_mb is the hub's Node process with 12 people.",
  );
}
