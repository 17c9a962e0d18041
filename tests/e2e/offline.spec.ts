import { readFile, readdir, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { startHubProcess, type HubProcess } from '../support/hubProcess.ts';
import { expectPlace, holdThread, read, write } from '../support/notebookPage.ts';
import { watchPolicy } from '../support/policyWatch.ts';
import type { OpenConsole, SurfaceHub } from '../support/surfaces.ts';
import { test } from '../support/surfaceTest.ts';

test.describe.configure({ mode: 'serial' });

const SENTENCE = 'She spoke of her brother for the first time';

/** The hub's data and the console's profile outlive the hub and the console. */
let folder: string;
let on: SurfaceHub;
let again: HubProcess | null = null;
let opened: OpenConsole;
let page: Page;
let noteId = '';
const violations: string[] = [];

const dataDir = (): string => path.join(folder, 'hub');
/** Opens the console at one of its places, in the same profile each time. */
async function openConsole(place: string): Promise<void> {
  opened = await on.open({ profile: path.join(folder, 'profile') });
  ({ page } = opened);
  await holdThread(page);
  await watchPolicy(page, (what) => void violations.push(what));
  await page.goto(new URL(place, opened.url).href);
}
const lead = () => {
  const account = on.hub.sample.staff.find(({ role }) => role === 'lead');
  if (!account) throw new Error('The sample program has no lead');
  return account;
};
const away = () => page.getByTestId('hub-away');

test.beforeAll(async ({ surface }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-offline-'));
  on = await surface.startHub({ dataDir: dataDir() });
  await openConsole('');
});
test.afterAll(async () => {
  await opened.close();
  await again?.close();
  await on.close();
  await rm(folder, { recursive: true, force: true });
});

test('NB61 the console keeps what it reads, and in a browser the files of its page', async ({ surface }) => {
  await page.getByLabel('Name').fill(lead().name);
  await page.getByLabel('Passphrase').fill(lead().passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expectPlace(page, 'uploaded');
  const card = await page
    .getByTestId(/^session-/)
    .first()
    .getAttribute('data-testid');
  noteId = `note/${on.hub.sample.groupId}/${card?.slice('session-'.length)}/group`;
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page.getByText('Ana R.').first()).toBeVisible();
  // The desktop app has the page's files of its own (NB60).
  if (surface.name === 'browser')
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
});

test('NB63 what needs the hub is not offered while it is away', async () => {
  await on.hub.close();
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(away()).toContainText('No connection to the hub: as of');
  await expect(page.getByRole('button', { name: 'Start a session now' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Open waiting room' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Library' })).toContainText('needs the hub');
  await expectAccessible(page, 'hub away');
});

test('NB60 NB62 the console opens with no hub: passphrase, roster, a note that waits', async () => {
  await opened.close();
  await openConsole(`groups/${on.hub.sample.groupId}`);
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
  again = await startHubProcess(on.againArgs, { dataDir: dataDir(), port: on.hub.port });
  await expect(away()).toHaveCount(0);
  await expectPlace(page, 'uploaded');
  expect(await read(page, noteId)).toBe(SENTENCE);
  expect(violations).toEqual([]);
});

test('NB60 the member’s page is none of this', async ({ surface }) => {
  test.skip(surface.name === 'desktop', 'members are in a browser');
  const { hub } = on;
  const member = hub.sample.members[0];
  if (!member) throw new Error('The sample program has no members');
  const guest = await page.context().newPage();
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
  await again?.close();
  const offline = await page.context().newPage();
  await expect(offline.goto(member.url)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  await offline.close();
});
