import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { Sky } from '../../faults/proxy/Sky.ts';
import { TcpProxy } from '../../faults/proxy/TcpProxy.ts';
import { UdpProxy } from '../../faults/proxy/UdpProxy.ts';
import { ARRIVE } from '../../integration/live/liveHub.ts';
import { Random } from '../../sim/core/Random.ts';
import { launchChromium } from '../../support/chromium.ts';
import { installDrawnCamera, installVoice } from '../../support/devices.ts';
import { freePorts } from '../../support/freePorts.ts';
import { startHubProcess } from '../../support/hubProcess.ts';
import { sampleOf } from '../../support/sampleHub.ts';
import { buildPages, readPages } from './buildPages.ts';
import { clockNow } from './clockNow.ts';
import { childrenOf, cpuMsOf, goFirst, killWithChildren } from './processes.ts';
import type { Defer } from './runBench.ts';

const HOST = '127.0.0.1';
/** Workers have ports one after the other. */
const WORKERS = 2;
export const MEMBERS = 8;
const ROOMS = 3;
/** How long the workers are watched to find the one that carries the group, in milliseconds. */
const WATCH_MS = 300;

/** Eight members in three rooms and a lead, each with a page and a renderer of their own, before a hub that can be killed and a network that can be cut. */
export type RecoveryGround = {
  readonly lead: Page;
  readonly members: readonly Page[];
  readonly sky: Sky;
  /** Where the hub keeps its data. */
  readonly dataDir: string;
  /** Whether hub, workers and proxy have the processor before the pages do, as on a machine of their own. */
  readonly isHubFirst: boolean;
  /** Kills the media worker that carries the group. Resolves with when, on `clockNow`. */
  killWorker(): Promise<number>;
  /** Kills the hub with its workers, and starts it again on its data at once. Resolves with when it was killed, on `clockNow`. */
  killHub(): Promise<number>;
  /** How long each start after that took until the hub said that it answers, in milliseconds. */
  readonly starts: readonly number[];
};

export async function openRecoveryGround(seed: number, defer: Defer): Promise<RecoveryGround> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'circlewell-recovery-'));
  defer(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePorts(2 + 2 * WORKERS);
  const [proxyPort, mediaPort, proxyMediaPort] = [port + 1, port + 2, port + 2 + WORKERS];
  const origin = `http://${HOST}:${proxyPort}`;
  const args = ['--media-port', String(mediaPort), '--public-url', origin];
  const browser = await launchChromium();
  defer(() => browser.close());
  // What is started from here on, the hub and its workers, inherits it.
  const isHubFirst = goFirst();
  let hub = await startHubProcess(['--sample', ...args], { dataDir, port });
  defer(() => hub.close());
  const { sample } = sampleOf(hub.ready);

  const random = new Random(seed);
  const sky = new Sky();
  const before = { sky, random };
  const web = await TcpProxy.open({ ...before, listen: at(proxyPort), target: at(port) });
  defer(() => web.close());
  const mediaPorts: [number, number][] = [];
  for (let index = 0; index < WORKERS; index += 1) {
    const ends = { ...before, listen: at(proxyMediaPort + index), target: at(mediaPort + index) };
    const proxies = [await UdpProxy.open(ends), await TcpProxy.open(ends)];
    for (const proxy of proxies) defer(() => proxy.close());
    mediaPorts.push([mediaPort + index, proxyMediaPort + index]);
  }

  const open = await lendPages(browser, origin, defer);
  const account = sample.staff.find(({ role }) => role === 'lead');
  if (!account) throw new Error('The sample has no lead');
  const lead = await open(mediaPorts);
  await lead.evaluate(
    async ({ name, passphrase }) => globalThis.window.client.joinAsLead(name, passphrase),
    account,
  );
  const members: Page[] = [];
  for (const { url } of sample.members.slice(0, MEMBERS)) {
    const page = await open(mediaPorts);
    members.push(page);
    await page.evaluate(async ({ token, arrive }) => globalThis.window.client.joinAsMember(token, arrive), {
      token: new URL(url).hash.slice(1),
      arrive: ARRIVE,
    });
  }
  await lead.evaluate(async (rooms) => globalThis.window.client.openRooms(rooms), ROOMS);

  const starts: number[] = [];
  return {
    lead,
    members,
    sky,
    dataDir,
    isHubFirst,
    async killWorker() {
      const carrier = await busiestOf(childrenOf(hub.pid));
      process.kill(carrier, 'SIGKILL');
      return clockNow();
    },
    async killHub() {
      const killedAt = clockNow();
      await killWithChildren(hub.process);
      hub = await startHubProcess(args, { dataDir, port });
      starts.push(clockNow() - killedAt);
      return killedAt;
    },
    starts,
  };
}

/** The process that has used the processor most over a while. */
async function busiestOf(pids: readonly number[]): Promise<number> {
  const before = new Map(pids.map((pid) => [pid, cpuMsOf(pid)]));
  await later(WATCH_MS);
  const used = [...before].map(([pid, was]) => ({ pid, ms: cpuMsOf(pid) - was }));
  const [busiest] = used.toSorted((a, b) => b.ms - a.ms);
  if (!busiest) throw new Error('The hub has no worker');
  return busiest.pid;
}

const at = (port: number) => ({ host: HOST, port });

/** Pages below the proxy's origin, so that all that they ask for goes through the proxy; their files are lent to it. */
async function lendPages(
  browser: Browser,
  origin: string,
  defer: Defer,
): Promise<(mediaPorts: readonly (readonly [number, number])[]) => Promise<Page>> {
  const pages = await buildPages('live');
  defer(pages.remove);
  const files = await readPages(pages.dir);
  return async (mediaPorts) => {
    // The page is lent to the origin by the test, which Chromium takes for a page from elsewhere.
    const page = await browser.newPage({ permissions: ['local-network-access'] });
    await page.addInitScript(installDrawnCamera);
    await page.addInitScript(installVoice);
    await page.route(`${origin}/group/**`, async (route) => {
      const file = files.get(new URL(route.request().url()).pathname.replace('/group', ''));
      await route.fulfill(file ? { contentType: file.type, body: file.body } : { status: 404 });
    });
    await page.goto(`${origin}/group/client.html`);
    await page.waitForFunction(() => 'client' in globalThis);
    await page.evaluate((ports) => globalThis.window.client.useProxies(ports), mediaPorts);
    return page;
  };
}
