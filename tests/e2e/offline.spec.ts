import { readFile, readdir, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { launchOptions } from '../support/chromium.ts';
import { startHubProcess } from '../support/hubProcess.ts';
import { expectPlace, holdThread, read, write } from '../support/notebookPage.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';
import { watchPolicy } from '../support/policyWatch.ts';

test.describe.configure({ mode: 'serial' });

const SENTENCE = 'She spoke of her brother for the first time';

/** The hub's data and the browser's profile outlive the hub and the browser. */
let folder: string;
let hub: SampleHub;
let context: BrowserContext;
let page: Page;
let noteId = '';
const violations: string[] = [];

const dataDir = (): string => path.join(folder, 'hub');
async function openBrowser(): Promise<void> {
  context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    ...launchOptions(),
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
  });
  page = await context.newPage();
  await holdThread(page);
  await watchPolicy(page, (what) => void violations.push(what));
}
const lead = () => {
  const account = hub.sample.staff.find(({ role }) => role === 'lead');
  if (!account) throw new Error('The sample program has no lead');
  return account;
};
const away = () => page.getByTestId('hub-away');

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-offline-'));
  hub = await startSampleHub([], { dataDir: dataDir() });
  await openBrowser();
});
test.afterAll(async () => {
  await context.close();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

test('NB61 the console keeps what it reads, and the files of its page', async () => {
  await page.goto(hub.consoleUrl);
  await page.getByLabel('Name').fill(lead().name);
  await page.getByLabel('Passphrase').fill(lead().passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expectPlace(page, 'uploaded');
  const card = await page
    .getByTestId(/^session-/)
    .first()
    .getAttribute('data-testid');
  noteId = `note/${hub.sample.groupId}/${card?.slice('session-'.length)}/group`;
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page.getByText('Ana R.').first()).toBeVisible();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
});

test('NB63 what needs the hub is not offered while it is away', async () => {
  await hub.close();
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(away()).toContainText('No connection to the hub: as of');
  await expect(page.getByRole('button', { name: 'Start a session now' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Open waiting room' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Library' })).toContainText('needs the hub');
  await expectAccessible(page, 'hub away');
});

test('NB60 NB62 the console opens with no hub: passphrase, roster, a note that waits', async () => {
  await context.close();
  await openBrowser();
  await page.goto(`${hub.consoleUrl}groups/${hub.sample.groupId}`);
  await expect(page.getByRole('heading', { name: 'No connection to the hub' })).toBeVisible();
  await expect(page.getByText(`Notes of ${lead().name}`)).toBeVisible();
  await page.getByLabel('Passphrase').fill('not this one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('does not open your notes');
  await expectAccessible(page, 'no connection');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page, 'no connection');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel('Passphrase').fill(lead().passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ana R.').first()).toBeVisible();
  await expect(away()).toContainText('as of');
  await write(page, noteId, SENTENCE);
  await expectPlace(page, 'waiting');
  expect(violations).toEqual([]);
});

test('NB6 nothing of it can be read on the disk', async () => {
  for (const entry of await readdir(path.join(folder, 'profile'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    for (const said of [SENTENCE, 'her brother', 'Ana R.', lead().passphrase])
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect.soft(bytes.includes(Buffer.from(said, encoding)), `${entry.name}: ${said}`).toBe(false);
  }
});

test('NB58 NB63 the hub is back: what was written goes, and the console goes on', async () => {
  const again = await startHubProcess([], { dataDir: dataDir(), port: hub.port });
  hub = { ...hub, ...again };
  await expect(away()).toHaveCount(0);
  await expectPlace(page, 'uploaded');
  expect(await read(page, noteId)).toBe(SENTENCE);
  expect(violations).toEqual([]);
});

test('NB60 the member’s page is none of this', async () => {
  const member = hub.sample.members[0];
  if (!member) throw new Error('The sample program has no members');
  const other = await context.browser()?.newContext();
  const guest = await (other ?? context).newPage();
  await guest.goto(member.url);
  const kept = await guest.evaluate(async () => {
    const names = await caches.keys();
    const addresses = await Promise.all(
      names.map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname),
      ),
    );
    return addresses.flat();
  });
  expect(kept.filter((address) => /member|join|api/.test(address))).toEqual([]);
  await guest.close();
  await hub.close();
  const offline = await context.newPage();
  await expect(offline.goto(member.url)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  await offline.close();
});
