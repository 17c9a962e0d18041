import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { startSampleHub, type SampleHub } from '../../support/sampleHub.ts';
import { PAGES_PATH } from '../notebook/paths.ts';
import { buildPages } from './buildPages.ts';
import { CountedLine } from './CountedLine.ts';
import { freePort } from './hubStart.ts';
import type { Defer } from './runBench.ts';

const INSIDE = fileURLToPath(new URL('../notebook/inside/main.ts', import.meta.url));

/** A hub in a process of its own that also serves the benchmark's pages, behind a line that can be pulled. */
export type NotebookGround = {
  readonly hub: SampleHub;
  readonly line: CountedLine;
  /** The hub without the line between. */
  readonly directOrigin: string;
};

/** A page with the product's notebook in it, signed in; the notebook is not open yet. */
export type Workstation = { readonly page: Page; readonly staffId: string; readonly sessionId: string };

/** Starts it. */
export async function openNotebookGround(defer: Defer): Promise<NotebookGround> {
  const pages = await buildPages('notebook');
  defer(pages.remove);
  const port = await freePort();
  const line = await CountedLine.open(port);
  defer(() => line.close());
  const hub = await startSampleHub(['--public-url', line.origin], {
    nodeArgs: ['--import', INSIDE],
    env: { CIRCLEWELL_BENCH_PAGES: pages.dir },
    port,
  });
  defer(hub.close);
  return { hub, line, directOrigin: `http://127.0.0.1:${port}` };
}

/** Opens a workstation in a browser profile: the sample's lead, at a screen that comes from there. */
export async function openWorkstation(
  hub: SampleHub,
  context: Pick<BrowserContext, 'newPage'>,
  origin: string,
): Promise<Workstation> {
  const account = hub.sample.staff.find(({ role }) => role === 'lead');
  if (!account) throw new Error('The sample has no lead');
  const page = await context.newPage();
  await page.goto(`${origin}${PAGES_PATH}page.html`);
  await page.waitForFunction(() => 'workstation' in globalThis);
  const { staffId, sessionId } = await page.evaluate(
    async ({ name, passphrase }) => globalThis.window.workstation.signIn(name, passphrase),
    account,
  );
  return { page, staffId, sessionId };
}
