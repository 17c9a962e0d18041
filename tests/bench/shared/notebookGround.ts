import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import type { Records } from '../../../src/hub/records/openRecords.ts';
import { startHubProcess } from '../../support/hubProcess.ts';
import { sampleOf, type SampleProgram } from '../../support/sampleHub.ts';
import { withRecords } from '../../support/withRecords.ts';
import { PAGES_PATH } from '../notebook/paths.ts';
import { buildPages } from './buildPages.ts';
import { CountedLine } from './CountedLine.ts';
import { freePorts } from '../../support/freePorts.ts';
import { killWithChildren } from './processes.ts';
import type { Defer } from './runBench.ts';

const INSIDE = fileURLToPath(new URL('../notebook/inside/main.ts', import.meta.url));

/** A hub in a process of its own that also serves the benchmark's pages, behind a line that can be pulled. */
export type NotebookGround = {
  readonly program: SampleProgram;
  readonly line: CountedLine;
  /** The hub without the line between. */
  readonly directOrigin: string;
  /** Kills the hub and starts it again on its data. Resolves when it answers. */
  killHub(): Promise<void>;
};

/** A page with the product's notebook in it: its thread runs, and it is not open yet. */
export type Workstation = { readonly page: Page; readonly staffId: string; readonly sessionId: string };

/**
 * Starts it.
 *
 * @param seed fills the store of the sample practice before the hub is there for good
 */
export async function openNotebookGround(
  defer: Defer,
  seed?: (records: Records, program: SampleProgram) => Promise<void>,
): Promise<NotebookGround> {
  const pages = await buildPages('notebook');
  defer(pages.remove);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'circlewell-notebook-'));
  defer(() => rm(dataDir, { recursive: true, force: true }));
  const port = await freePorts();
  const line = await CountedLine.open(port);
  defer(() => line.close());
  const args = ['--public-url', line.origin];
  const entry = {
    nodeArgs: ['--import', INSIDE],
    env: { CIRCLEWELL_BENCH_PAGES: pages.dir },
    dataDir,
    port,
  };
  let hub = await startHubProcess(['--sample', ...args], entry);
  defer(() => hub.close());
  const program = sampleOf(hub.ready);
  if (seed) {
    await hub.close();
    await withRecords(dataDir, (records) => seed(records, program));
    hub = await startHubProcess(args, entry);
  }
  return {
    program,
    line,
    directOrigin: `http://127.0.0.1:${port}`,
    async killHub() {
      await killWithChildren(hub.process);
      hub = await startHubProcess(args, entry);
    },
  };
}

/** Opens the page of somebody who is signed in. */
export async function openPage(
  context: Pick<BrowserContext, 'newPage'>,
  origin: string,
  staffId: string,
): Promise<Page> {
  const page = await goToPage(context, origin, 'page.html');
  await page.evaluate((id) => globalThis.window.workstation.start(id), staffId);
  return page;
}

/** Signs somebody of the sample's staff in at a page that comes from there. */
export async function openWorkstation(
  { sample }: SampleProgram,
  context: Pick<BrowserContext, 'newPage'>,
  origin: string,
  wanted: { readonly role: string; readonly html: string } = { role: 'lead', html: 'page.html' },
): Promise<Workstation> {
  const account = sample.staff.find(({ role }) => role === wanted.role);
  if (!account) throw new Error(`The sample has no ${wanted.role}`);
  const page = await goToPage(context, origin, wanted.html);
  const who = await page.evaluate(
    async ({ name, passphrase }) => globalThis.window.workstation.signIn(name, passphrase),
    account,
  );
  await page.evaluate((id) => globalThis.window.workstation.start(id), who.staffId);
  return { page, ...who };
}

async function goToPage(
  context: Pick<BrowserContext, 'newPage'>,
  origin: string,
  html: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}${PAGES_PATH}${html}`);
  await page.waitForFunction(() => 'workstation' in globalThis);
  return page;
}
