import type { Page } from '@playwright/test';
import { seedNotes } from '../support/seedNotes.ts';
import {
  openNotebookGround,
  openPage,
  openWorkstation,
  type NotebookGround,
  type Workstation,
} from './shared/notebookGround.ts';
import { listed, percentile } from './shared/numbers.ts';
import { Profiles } from './shared/profiles.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

const NOTES = 2_000;
const STORE_STARTS = 10;
const CONSOLE_STARTS = 20;
const SEARCHES = 100;
const WORDS = 'Begun before the network went.';
const LIMIT_MS = 60_000;
const CONTEXT = { locale: 'en-US', viewport: { width: 1280, height: 800 } } as const;

type ConsoleStart = { readonly askedMs: number; readonly openedMs: number };

await runBench(400_000, async (defer) => {
  sayMachine(`notebook-open: a workstation with ${NOTES} notes is opened without a network, and searched`);
  const docIds: string[] = [];
  const ground = await openNotebookGround(defer, async (records, { sample }) => {
    const [author] = await records.staff.list();
    if (!author) throw new Error('The sample has no staff');
    const seedFor = { groupId: sample.groupId, authorId: author.id, now: Date.now() };
    docIds.push(...(await seedNotes(records, seedFor, NOTES)));
  });
  const profiles = await Profiles.make(defer);
  const store = await measureStore(ground, profiles, docIds);
  const starts = await measureConsole(ground, profiles);
  const openMs = starts.map(({ askedMs, openedMs }) => askedMs + openedMs);
  say(
    `The notes have four sections of 45 words each, in ${NOTES / 10} sessions of one group, and came from the hub in ${Math.round(store.fetchMs)} ms. Each start is a Chromium of its own on the same profile, which lies on the disk; the network is away.`,
  );
  say(
    'The console: from the navigation to a note of today until the passphrase is asked for, and from the Enter after it, with its Argon2id, until the note stands in its editor and can be typed into, without the time it takes to type a passphrase:',
  );
  say(
    `${listed(openMs)} ms; until it was asked ${listed(starts.map(({ askedMs }) => askedMs))} ms, from then on ${listed(starts.map(({ openedMs }) => openedMs))} ms.`,
  );
  say(
    `The store alone: the benchmark's page is there; from the unlocking, without a passphrase, until a note's document is on the page: ${listed(store.openMs)} ms.`,
  );
  say(
    `Search: on the page, from asking the thread until it has answered; ${SEARCHES} times one or two words or the beginning of one, over all notes with a label each. The first one reads them all and makes the index, and stands by itself.`,
  );
  sayLoad('after');
  printFigures({
    notebook_open_p50_ms: percentile(openMs, 0.5),
    notebook_open_p95_ms: percentile(openMs, 0.95),
    notebook_asked_p50_ms: percentile(
      starts.map(({ askedMs }) => askedMs),
      0.5,
    ),
    notebook_search_p50_ms: percentile(store.searchMs, 0.5),
    notebook_search_p95_ms: percentile(store.searchMs, 0.95),
    notebook_first_search_ms: store.firstSearchMs,
    notebook_store_open_p50_ms: percentile(store.openMs, 0.5),
    notebook_store_open_p95_ms: percentile(store.openMs, 0.95),
    notebook_fetch_s: store.fetchMs / 1000,
  });
});

type StoreFigures = {
  readonly fetchMs: number;
  readonly openMs: readonly number[];
  readonly firstSearchMs: number;
  readonly searchMs: readonly number[];
};

/** The notebook itself, on the benchmark's page. */
async function measureStore(
  { program, line }: NotebookGround,
  profiles: Profiles,
  docIds: readonly string[],
): Promise<StoreFigures> {
  const first = await profiles.of('reader').newContext();
  const workstation = await openWorkstation(program, first, line.origin);
  const fetchMs = await workstation.page.evaluate(async () => {
    const begun = performance.now();
    await globalThis.window.workstation.open();
    await globalThis.window.workstation.sync();
    return performance.now() - begun;
  });
  await first.close();
  profiles.assertOnDisk('reader');
  const openMs: number[] = [];
  for (let start = 0; ; start += 1) {
    line.plugIn();
    const context = await profiles.of('reader').newContext();
    const page = await openPage(context, line.origin, workstation.staffId);
    line.pull();
    openMs.push(await openOne(page, docIds[(start * 97) % docIds.length] ?? ''));
    const searched = start === STORE_STARTS - 1 ? await search(page, docIds) : null;
    await context.close();
    if (searched) return { fetchMs, openMs, ...searched };
  }
}

async function openOne(page: Page, docId: string): Promise<number> {
  const { took, letters } = await page.evaluate(async (id) => {
    const begun = performance.now();
    await globalThis.window.workstation.open();
    await globalThis.window.workstation.openDoc(id);
    const { open } = globalThis.window.workstation.held(id);
    return { took: performance.now() - begun, letters: open.doc.getText('section/plan').length };
  }, docId);
  if (letters === 0) throw new Error(`${docId} is empty`);
  return took;
}

/** Every note is found by its own number, and by its label; the words are in many. */
async function search(
  page: Page,
  docIds: readonly string[],
): Promise<{ firstSearchMs: number; searchMs: number[] }> {
  const labels = Object.fromEntries(
    docIds.map((docId, index) => [docId, `Member ${index % 10} · Tuesday IOP · day ${index} · Draft`]),
  );
  const queries = Array.from({ length: SEARCHES }, (_, index) =>
    index % 2 === 0 ? `number${index * 19}` : ['craving', 'walk sup', 'draft calm', 'tues listen'][index % 4],
  ).map((query) => query ?? 'plan');
  const { firstSearchMs, searchMs, totals } = await page.evaluate(
    async (asked) => globalThis.window.workstation.search(asked.queries, asked.labels),
    { queries, labels },
  );
  if (totals.some((total) => total === 0)) throw new Error('A search found nothing');
  return { firstSearchMs, searchMs };
}

/** The product's console, by the address of a note in today's session, as it starts with no hub. */
async function measureConsole(ground: NotebookGround, profiles: Profiles): Promise<ConsoleStart[]> {
  const { program, line } = ground;
  line.plugIn();
  const account = program.sample.staff.find(({ role }) => role === 'lead');
  if (!account) throw new Error('The sample has no lead');
  const { sessionId } = await beginSession(ground, profiles);
  const { pathname } = new URL(program.consoleUrl);
  const address = `${line.origin}${pathname}notes/${sessionId}?note=group`;
  await setUp(await profiles.of('console').newContext(CONTEXT), address, account);
  profiles.assertOnDisk('console');
  line.pull();
  const starts: ConsoleStart[] = [];
  for (let start = 0; start < CONSOLE_STARTS; start += 1) {
    const context = await profiles.of('console').newContext(CONTEXT);
    const page = await context.newPage();
    await page.addInitScript(watchStart, WORDS);
    await page.goto(address);
    const field = page.getByLabel('Passphrase');
    await field.fill(account.passphrase);
    await field.press('Enter');
    await page.waitForFunction(() => globalThis.window.startTimes.openAt > 0, undefined, {
      timeout: LIMIT_MS,
    });
    const { askedAt, enteredAt, openAt } = await page.evaluate(() => globalThis.window.startTimes);
    starts.push({ askedMs: askedAt, openedMs: openAt - enteredAt });
    await context.close();
  }
  return starts;
}

/** There are notes of a session once it has begun. */
async function beginSession({ program, line }: NotebookGround, profiles: Profiles): Promise<Workstation> {
  const context = await profiles.of('starter').newContext({ permissions: ['camera', 'microphone'] });
  const lead = await openWorkstation(program, context, line.origin, { role: 'lead', html: 'typing.html' });
  await lead.page.evaluate((id) => globalThis.window.desk.enter(id), lead.sessionId);
  await context.close();
  return lead;
}

/** Signs in at the console, fetches all notes, writes into the one that is opened later, and has the page's files kept. */
async function setUp(
  context: Awaited<ReturnType<ReturnType<Profiles['of']>['newContext']>>,
  address: string,
  account: { readonly name: string; readonly passphrase: string },
): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(address);
  await page.getByLabel('Name').fill(account.name);
  await page.getByLabel('Passphrase').fill(account.passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'Notes' }).first().click();
  const find = page.getByRole('searchbox');
  // The last of all: found once the whole feed is here.
  for (;;) {
    await find.fill('');
    await find.fill(`number${NOTES - 1}`);
    const said = page.getByRole('search').getByRole('status');
    if ((await said.textContent())?.startsWith('1 ')) break;
  }
  await page.goto(address);
  await page.getByRole('button', { name: 'Open your notes' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase').fill(account.passphrase);
  await dialog.getByRole('button', { name: 'Open your notes' }).click();
  await page.locator('[role=textbox][contenteditable=true]').first().fill(WORDS);
  await page.locator('[data-testid=notebook-badge][data-place=uploaded]').waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.close();
}

/** In the page, before its first script: when the passphrase is asked for, when it was given, and when the note can be typed into. */
function watchStart(words: string): void {
  const times = { askedAt: 0, enteredAt: 0, openAt: 0 };
  globalThis.window.startTimes = times;
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key === 'Enter') times.enteredAt = timeStamp;
    },
    { capture: true },
  );
  new MutationObserver(() => {
    if (times.askedAt === 0 && document.querySelector('input[type=password]'))
      times.askedAt = performance.now();
    if (times.openAt > 0) return;
    const boxes = [...document.querySelectorAll<HTMLElement>('[role=textbox]')];
    if (boxes.some((box) => box.isContentEditable && box.textContent.includes(words)))
      times.openAt = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
}

declare global {
  interface Window {
    startTimes: { readonly askedAt: number; readonly enteredAt: number; readonly openAt: number };
  }
}
