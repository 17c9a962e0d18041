import type { Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { launchChromium } from '../support/chromium.ts';
import { installVoice } from '../support/devices.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';
import type { Watched } from './bare/Watch.ts';
import { buildPages } from './shared/buildPages.ts';
import { openCrowd, whenComplete } from './shared/crowd.ts';
import { startFlood } from './shared/floodProcess.ts';
import { percentile } from './shared/numbers.ts';
import { cpuMsOf, rssMbOf } from './shared/processes.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench, type Defer } from './shared/runBench.ts';
import { StaffClient } from './shared/staffClient.ts';

const PEOPLE = 8;
const MESSAGES_PER_SECOND = 10_000;
const CONNECTIONS_PER_SECOND = 1_000;
/** Less than what uses up the ports that one address has towards another. */
const STRETCH_MS = 25_000;
/** Enough to see a gap, and no more: what the cameras cost, the hub does not get. */
const FPS = 5;
const COMMAND_EVERY_MS = 100;
/** An event that has not come by then does not come. */
const LATE_MS = 2_000;

type Stretch = Watched & { readonly delays: readonly number[]; readonly hubCpuShare: number };

await runBench(180_000, async (defer) => {
  sayMachine('flood: what a group of eight notices of a seat and an address that flood the hub');
  const hub = await startSampleHub();
  defer(hub.close);
  const { staff, page, spareToken } = await openGroup(hub, defer);
  sayConditions();

  const quiet = await watch(hub, staff, page);
  sayStretch('Quiet', quiet);
  const flood = startFlood({
    origin: new URL(hub.consoleUrl).origin,
    token: spareToken,
    messagesPerSecond: MESSAGES_PER_SECOND,
    connectionsPerSecond: CONNECTIONS_PER_SECOND,
    seatAddress: '127.0.0.3',
    connectionAddress: '127.0.0.2',
  });
  defer(flood.close);
  const startedAt = performance.now();
  const flooded = await watch(hub, staff, page);
  const counts = await flood.counts();
  const seconds = (performance.now() - startedAt) / 1000;
  await flood.close();
  sayStretch('Flooded', flooded);
  say(
    `The seat's socket was ended ${counts.seatSocketsEnded} times and a way back refused ${counts.seatRefusals} times. Of the connections ${counts.upgrades} became live sockets, ${counts.openAtMost} were open at most, ${counts.failures} failed; the hub had ${Math.round(rssMbOf(hub.pid))} MB at the end.`,
  );
  const late = hub
    .log()
    .split('\n')
    .filter((line) => line.includes('"level":50')).length;
  if (late > 0) throw new Error(`The hub wrote ${late} errors`);
  sayLoad('after');
  printFigures({
    event_delay_p95_ms: percentile(flooded.delays, 0.95),
    event_delay_quiet_p95_ms: percentile(quiet.delays, 0.95),
    event_delay_p50_ms: percentile(flooded.delays, 0.5),
    event_delay_quiet_p50_ms: percentile(quiet.delays, 0.5),
    media_gaps: flooded.gaps,
    media_gaps_quiet: quiet.gaps,
    longest_silence_ms: flooded.longestSilenceMs,
    longest_silence_quiet_ms: quiet.longestSilenceMs,
    flood_messages_per_s: counts.messages / seconds,
    flood_connections_per_s: counts.connections / seconds,
  });
});

/** Eight people with voice and picture in one page, a lead without, and the link of a ninth. */
async function openGroup(
  hub: SampleHub,
  defer: Defer,
): Promise<{ readonly staff: StaffClient; readonly page: Page; readonly spareToken: string }> {
  const pages = await buildPages();
  defer(pages.remove);
  const staff = await StaffClient.signIn(hub);
  defer(() => staff.close());
  const tokens = hub.sample.members.slice(0, PEOPLE).map(({ url }) => new URL(url).hash.slice(1));
  const spareToken = new URL(await staff.addMember('Flooder')).hash.slice(1);
  await staff.openSession();
  const browser = await launchChromium([`--use-fake-device-for-media-stream=fps=${FPS}`]);
  defer(() => browser.close());
  // The crowd's page is lent to the hub's origin by the test, which Chromium takes for a page from elsewhere.
  const page = await browser.newPage({ permissions: ['local-network-access'] });
  await page.addInitScript(installVoice);
  await openCrowd(page, new URL(hub.consoleUrl).origin, pages.dir);
  await page.evaluate((some) => globalThis.window.crowd.joinHub(some), tokens);
  await staff.command({ type: 'admitAll' });
  await staff.command({ type: 'startSession' });
  await whenComplete(page, PEOPLE);
  return { staff, page, spareToken };
}

/** For a while the lead raises and lowers a hand; when it comes to know of it, everybody else does. @throws Error where somebody does not */
async function watch(hub: SampleHub, staff: StaffClient, page: Page): Promise<Stretch> {
  await page.evaluate(() => globalThis.window.crowd.watch());
  const sent: { readonly at: number; readonly seq: Promise<number> }[] = [];
  const [startedAt, cpuMs] = [performance.now(), cpuMsOf(hub.pid)];
  while (performance.now() - startedAt < STRETCH_MS) {
    const at = performance.timeOrigin + performance.now();
    sent.push({ at, seq: staff.command({ type: sent.length % 2 === 0 ? 'raiseHand' : 'lowerHand' }) });
    await later(COMMAND_EVERY_MS);
  }
  // The next stretch begins with a hand that is down.
  if (sent.length % 2 === 1) await staff.command({ type: 'lowerHand' });
  const hubCpuShare = (cpuMsOf(hub.pid) - cpuMs) / (performance.now() - startedAt);
  await later(LATE_MS);
  const watched = await page.evaluate(() => globalThis.window.crowd.watched());
  const expected = PEOPLE * (PEOPLE - 1) * 2;
  if (watched.streams !== expected) throw new Error(`${watched.streams} of ${expected} streams were watched`);
  const delays: number[] = [];
  for (const { at, seq } of sent) {
    const number = await seq;
    const arrivals = watched.arrivals.filter((arrival) => arrival.seq === number);
    if (arrivals.length !== PEOPLE)
      throw new Error(`Event ${number} came to ${arrivals.length} of ${PEOPLE}`);
    delays.push(...arrivals.map((arrival) => arrival.at - at));
  }
  return { ...watched, delays, hubCpuShare };
}

function sayStretch(name: string, { delays, hubCpuShare, longestLookMs }: Stretch): void {
  say(
    `${name}: ${delays.length} arrivals, ${Math.round(Math.max(...delays))} ms at the longest; the hub's process used ${Math.round(hubCpuShare * 100)} % of a core; ${Math.round(longestLookMs)} ms between two looks at the media at most.`,
  );
}

function sayConditions(): void {
  say(
    `Clients: ${PEOPLE} people in one Chromium page who send and receive everything, voices without a pause and cameras of 320x180 at ${FPS}`,
  );
  say(
    `frames a second, and a lead without media who raises or lowers a hand every ${COMMAND_EVERY_MS} ms. Delay: from the command until an event is`,
  );
  say(
    `read in the page, for each of the eight. Gap: a stream of which no packet has come for 500 ms, looked at every 200 ms.`,
  );
  say(
    `Stretches of ${STRETCH_MS / 1000} s, first quiet, then with a process that floods: a ninth member's seat says ${MESSAGES_PER_SECOND} messages a second from one`,
  );
  say(
    `address, comes back as soon as it is let, and never closes by itself; from another address ${CONNECTIONS_PER_SECOND} connections a second are opened`,
  );
  say(
    'and kept, every other one asking to become a live socket, the others silent. The rates printed are those that were reached.',
  );
}
