import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { sessionNotesReplySchema } from '../../src/protocol/api/notes.ts';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { beginGroup } from '../support/beginGroup.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { startHubProcess } from '../support/hubProcess.ts';
import { expectPlace } from '../support/notebookPage.ts';
import { noteInList, section } from '../support/notesPage.ts';
import { giveNetworkBack, pullNetwork } from '../support/pullNetwork.ts';
import { startSampleHub } from '../support/sampleHub.ts';
import type { SeatedMember } from '../support/seatMember.ts';
import { seedSessions } from '../support/seedSessions.ts';
import type { StaffPage } from '../support/staffPage.ts';
import { onBrowser } from '../support/surfaces.ts';

/** Notes of weeks ago, and notes of a session whose network goes before anybody has been on their page. */
test.describe.configure({ mode: 'serial' });

/** The console looks every half minute (NB76); sync comes by itself (NB29). */
const SOON = { timeout: 90_000 };
const LEADS_WORDS = 'They planned a walk for each evening.';
const COS_WORDS = 'Calm at first, lively after the break.';

let folder: string;
let evening: Evening;
let co: StaffPage;
const seated: SeatedMember[] = [];

const goTo = (page: Page, place: string) =>
  page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();
const old = (page: Page, days: number) => page.locator(`main h2 a[href="/notes/seeded-${days}"]`);

/** Which members' notes a page was told of last, of the session that it was told of last. */
function tellMembers(page: Page): () => number {
  let told = 0;
  page.on('response', (response) => {
    if (!/\/api\/notes\/sessions\/[^/?]+$/.test(response.url()) || response.url().includes('seeded-')) return;
    void response
      .json()
      .then((json) => (told = sessionNotesReplySchema.parse(json).memberNotes.length))
      .catch(() => undefined);
  });
  return () => told;
}

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-reach-'));
  const hub = await startSampleHub([], { dataDir: folder });
  await hub.close();
  await seedSessions(folder, hub.sample.groupId, [20, 40]);
  const again = await startHubProcess([], { dataDir: folder, port: hub.port });
  evening = await startEvening({ on: onBrowser({ ...hub, ...again }) });
});
test.afterAll(async () => {
  for (const member of seated) member.close();
  await evening.close();
  await rm(folder, { recursive: true, force: true });
});

test('WR19 WR60 notes of weeks ago are on Today, in the list and in the search, also without the network', async () => {
  const { page } = evening.lead;
  for (const days of [20, 40])
    await expect(page.getByTestId(`unsigned-seeded-${days}`)).toContainText('Late');
  await goTo(page, 'Notes');
  for (const days of [20, 40]) await expect(old(page, days)).toBeVisible();
  await expectPlace(page, 'uploaded');
  await expectAccessible(page, 'older sessions');
  await pullNetwork(page);
  await goTo(page, 'Today');
  await goTo(page, 'Notes');
  await page.getByLabel('Find a note').fill('ana draft');
  const found = page.getByRole('search').getByRole('link', { name: /^Ana R\./ });
  await expect(found).toHaveCount(2);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page, 'older sessions');
  await page.setViewportSize({ width: 1280, height: 800 });
  await giveNetworkBack(page);
});

test('NB76 the network goes in the middle of a session: its notes open on both consoles for the first time, and merge', async () => {
  const { lead } = evening;
  co = await evening.staff('coFacilitator');
  const told = [tellMembers(lead.page), tellMembers(co.page)];
  await goTo(lead.page, 'Today');
  await beginGroup(evening, co, seated, 2);
  for (const count of told) await expect.poll(count, SOON).toBe(2);
  const words = [
    { page: lead.page, name: 'What the group did', text: LEADS_WORDS },
    { page: co.page, name: 'Climate of the group', text: COS_WORDS },
  ];
  for (const { page } of words) await pullNetwork(page);
  for (const { page, name, text } of words) {
    await page.goBack();
    await goTo(page, 'Notes');
    await page.locator('main h2 a[href^="/notes/"]').first().click();
    await page.getByRole('heading', { name: 'Group part' }).waitFor();
    for (const member of ['Ana R.', 'Ben T.']) await expect(noteInList(page, member)).toBeVisible();
    await section(page, name).pressSequentially(text);
    await expectPlace(page, 'waiting');
  }
  for (const { page } of words) await giveNetworkBack(page);
  for (const { page } of words) {
    for (const { name, text } of words) await expect(section(page, name)).toContainText(text, SOON);
    await expectPlace(page, 'uploaded');
  }
  expect(evening.violations).toEqual([]);
});
