import type { Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { launchChromium } from '../support/chromium.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';
import { startBareProcess, type BareProcess } from './shared/bareProcess.ts';
import { buildPages } from './shared/buildPages.ts';
import { openCrowd, whenComplete } from './shared/crowd.ts';
import { installVoice } from '../support/devices.ts';
import { makePractice, measureStart } from './shared/hubStart.ts';
import { listed, median } from './shared/numbers.ts';
import { childrenOf, cpuMsOf, rssMbOf } from './shared/processes.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench, type Defer } from './shared/runBench.ts';
import { StaffClient } from './shared/staffClient.ts';

const SIZES = [2, 6, 12] as const;
const ROUNDS = 2;
const WINDOW_MS = 10_000;
const STARTS = 10;

type Side = {
  readonly name: 'hub' | 'bare';
  /** The Node process; its workers are its children. */
  readonly pid: number;
  readonly page: Page;
  join(people: number): Promise<void>;
};
type Used = { readonly nodeMs: number; readonly workerMs: number; readonly packets: number };
type Measured = { readonly side: Side['name']; readonly people: number; readonly used: Used };

await runBench(280_000, async (defer) => {
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
  let hubRss = 0;
  let hubWorkersRss = 0;
  let bareRss = 0;
  for (const people of SIZES) {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const side of sides) {
        await side.join(people);
        const used = await useOf(side);
        measured.push({ side: side.name, people, used });
        say(
          `${side.name}, ${people} people: node ${Math.round(used.nodeMs)} ms, workers ${Math.round(used.workerMs)} ms, ${used.packets} packets arrived`,
        );
        if (side.name === 'hub') {
          hubRss = rssMbOf(side.pid);
          hubWorkersRss = childrenOf(side.pid).reduce((sum, pid) => sum + rssMbOf(pid), 0);
        } else {
          bareRss = rssMbOf(side.pid);
        }
        await side.page.evaluate(() => globalThis.window.crowd.leave());
      }
    }
  }
  sayLoad('after');
  const ratios = Object.fromEntries(SIZES.map((people) => [people, ratioOf(measured, people)]));
  printFigures({
    hub_cpu_ratio: ratios[12] ?? Number.NaN,
    hub_rss_mb: hubRss,
    hub_start_ms: median(starts),
    hub_cpu_ratio_2: ratios[2] ?? Number.NaN,
    hub_cpu_ratio_6: ratios[6] ?? Number.NaN,
    hub_cpu_ratio_12: ratios[12] ?? Number.NaN,
    hub_workers_rss_mb: hubWorkersRss,
    bare_rss_mb: bareRss,
  });
});

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

/** Processor time for each packet that arrived, the hub's over the bare server's; all windows of a size together. */
function ratioOf(measured: readonly Measured[], people: number): number {
  const [hub = 0, bare = 0] = (['hub', 'bare'] as const).map((name) => {
    const windows = measured
      .filter((one) => one.side === name && one.people === people)
      .map(({ used }) => used);
    const cpuMs = windows.reduce((sum, { nodeMs, workerMs }) => sum + nodeMs + workerMs, 0);
    return cpuMs / windows.reduce((sum, { packets }) => sum + packets, 0);
  });
  return hub / bare;
}

async function measureStarts(defer: Defer): Promise<number[]> {
  const { dataDir, remove } = await makePractice();
  defer(remove);
  const starts: number[] = [];
  for (let count = 0; count < STARTS; count += 1) starts.push(await measureStart(dataDir));
  say(
    `Starts of the built hub on a data folder with a practice in it, spawn to the first answer over HTTP: ${listed(starts)} ms.`,
  );
  return starts;
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
    `Windows of ${WINDOW_MS / 1000} s, taken in turns, ${ROUNDS} on either side for each size. Processor time is user and system time of`,
  );
  say(
    'the Node process and its workers, divided by the packets that arrived in the page; hub_cpu_ratio is the ratio at 12 people.',
  );
  say(
    "hub_rss_mb is the resident memory of the hub's Node process with 12 people in the session, after all of the above.",
  );
}
