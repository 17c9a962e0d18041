import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { beginGroup } from '../support/beginGroup.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { startHubProcess } from '../support/hubProcess.ts';
import { passphraseOf } from '../support/locks.ts';
import { badge, banner, expectPlace } from '../support/notebookPage.ts';
import { beginSigning, noteInList, section, writeGroupPart, writeMemberNote } from '../support/notesPage.ts';
import { startSampleHub } from '../support/sampleHub.ts';
import type { SeatedMember } from '../support/seatMember.ts';
import { seedSessions } from '../support/seedSessions.ts';
import type { StaffPage } from '../support/staffPage.ts';
import { onBrowser } from '../support/surfaces.ts';

/**
 * One note through every hand that it can go through, with a console for each: written by the note taker, signed by who needs a
 * co-signature, returned, written anew, signed, co-signed and added to. Then late entries, and a workstation that never comes back.
 */
test.describe.configure({ mode: 'serial' });

/** Sync and what others have signed come by themselves (NB29, WR55). */
const SOON = { timeout: 90_000 };
/** Further back than the first page of the list goes (SG20). */
const DAYS_AGO = 40;
const FIRST_RESPONSE = 'She named a trigger of her own and tried the breathing exercise to its end.';
const SECOND_RESPONSE = ' It was the bus stop near her work.';
const RETURNED_WITH = 'Which trigger did she name?';
const ADDED = 'She asked for the worksheet in large print.';
const FILE_PASSPHRASE = 'seven quiet green boats';
const LOST_WORDS = 'He asked for the number of the evening line.';

let folder: string;
let evening: Evening;
let co: StaffPage;
let taker: StaffPage;
let supervisor: StaffPage;
const seated: SeatedMember[] = [];

const goTo = (page: Page, place: string) =>
  page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();
const old = (page: Page) => page.locator(`main h2 a[href="/notes/seeded-${DAYS_AGO}"]`);
const today = (page: Page) => page.locator('main h2 a[href^="/notes/"]:not([href*="seeded-"])');
const chain = (page: Page) => page.getByRole('list', { name: 'What was signed, in order' });
const returned = (page: Page) => page.getByRole('note').filter({ hasText: RETURNED_WITH });

async function openNote({ page }: StaffPage, name: string): Promise<void> {
  await goTo(page, 'Notes');
  await today(page).click();
  await noteInList(page, name).click();
  await page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
}

async function handOver({ page }: StaffPage, to: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('menuitem', { name: to }).click();
}

async function sign({ page }: StaffPage, role: string): Promise<void> {
  await expect(page.getByText('Must be mended')).toHaveCount(0, SOON);
  const dialog = await beginSigning(page, passphraseOf(evening, role));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-chain-'));
  const hub = await startSampleHub([], { dataDir: folder });
  await hub.close();
  await seedSessions(folder, hub.sample.groupId, [DAYS_AGO]);
  const again = await startHubProcess([], { dataDir: folder, port: hub.port });
  evening = await startEvening({ on: onBrowser({ ...hub, ...again }) });
  co = await evening.staff('coFacilitator');
  await beginGroup(evening, co, seated, 2);
  await evening.lead.button('End').click();
  await evening.lead.button('End session for everyone').click();
  for (const each of [evening.lead, co]) {
    await each.button('Write the notes').click();
    await each.page.getByRole('heading', { name: 'Group part' }).waitFor();
  }
  taker = await evening.staff('noteTaker');
  supervisor = await evening.staff('supervisor');
});
test.afterAll(async () => {
  for (const member of seated) member.close();
  await evening.close();
  await rm(folder, { recursive: true, force: true });
});

test('WR53 NO51 a note taker writes a note, is offered no signing, and hands it over to who may', async () => {
  const { page } = taker;
  await openNote(taker, 'Ana R.');
  await writeMemberNote(page, FIRST_RESPONSE, 'One worksheet until Tuesday.');
  await page.keyboard.press('Alt+s');
  await handOver(taker, /^Noor/);
  await expect(noteInList(page, 'Ana R.')).toContainText('from Iris B., for Noor K.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(taker.button('Sign')).toBeDisabled();
  await expectAccessible(page, 'a note that was handed over');
  await openNote(co, 'Ana R.');
  await expect(noteInList(co.page, 'Ana R.')).toContainText('from Iris B., for Noor K.', SOON);
  await expect(section(co.page, 'Response')).toContainText(FIRST_RESPONSE, SOON);
  // Given back it is the note taker's again, who hands it over once more.
  await co.button('Give it back').click();
  await expect(noteInList(page, 'Ana R.')).not.toContainText('for Noor K.', SOON);
  await handOver(taker, /^Noor/);
  await expect(noteInList(co.page, 'Ana R.')).toContainText('for Noor K.', SOON);
});

test('WR54 WR57 NO53 what the signer signed is returned with a reason, which whoever writes it reads above the note', async () => {
  await sign(co, 'coFacilitator');
  await expect(noteInList(co.page, 'Ana R.')).toContainText('Waits for co-signature');
  await openNote(supervisor, 'Ana R.');
  await supervisor.button('Return to the author').click();
  const dialog = supervisor.page.getByRole('dialog');
  await dialog.getByLabel('What the author should look at').fill(RETURNED_WITH);
  await dialog.getByLabel('Your passphrase').fill(passphraseOf(evening, 'supervisor'));
  await dialog.getByRole('button', { name: 'Return to the author' }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const { page } of [taker, co]) await expect(returned(page)).toBeVisible(SOON);
  // The hand-over from before the return is done with.
  await expect(noteInList(taker.page, 'Ana R.')).not.toContainText('for Noor K.');
});

test('WR57 NO53 it is written anew, handed over again, signed and co-signed; the version before stays as it was', async () => {
  await section(taker.page, 'Response').click();
  await taker.page.keyboard.press('Control+End');
  await taker.page.keyboard.type(SECOND_RESPONSE);
  await handOver(taker, /^Noor/);
  await expect(noteInList(co.page, 'Ana R.')).toContainText('for Noor K.', SOON);
  await expect(section(co.page, 'Response')).toContainText(SECOND_RESPONSE.trim(), SOON);
  await sign(co, 'coFacilitator');
  await supervisor.button('Co-sign').click();
  const dialog = supervisor.page.getByRole('dialog');
  await dialog.getByLabel('Your passphrase').fill(passphraseOf(evening, 'supervisor'));
  await dialog.getByRole('button', { name: 'Co-sign' }).click();
  await dialog.waitFor({ state: 'detached' });
  const records = chain(taker.page).locator(':scope > li');
  await expect(records).toHaveCount(4, SOON);
  await expect(records.nth(0)).toContainText(FIRST_RESPONSE);
  await expect(records.nth(0)).not.toContainText(SECOND_RESPONSE.trim());
  await expect(records.nth(1)).toContainText(RETURNED_WITH);
  await expect(records.nth(2)).toContainText(SECOND_RESPONSE.trim());
  await expect(records.nth(3)).toContainText('Rosa D.');
  await expectAccessible(taker.page, 'a co-signed note');
});

test('NO55 WR54 the lead adds to it; everybody reads the addendum, and who may not add is not offered it', async () => {
  const { page } = evening.lead;
  await openNote(evening.lead, 'Ana R.');
  await evening.lead.button('Write an addendum').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('A detail came back later');
  await dialog.getByLabel('Text', { exact: true }).fill(ADDED);
  await dialog.getByLabel('Your passphrase').fill(passphraseOf(evening, 'lead'));
  await dialog.getByRole('button', { name: 'Write an addendum' }).click();
  for (const one of [evening.lead, co, taker, supervisor]) {
    const records = chain(one.page).locator(':scope > li');
    await expect(records).toHaveCount(5, SOON);
    await expect(records.nth(4)).toContainText(ADDED);
    await expect(noteInList(one.page, 'Ana R.')).toContainText('Signed, with addenda');
  }
  await expect(taker.button('Write an addendum')).toHaveCount(0);
  await expect(section(taker.page, 'Response')).toHaveCount(0);
});

test('NO54 WR51 notes of weeks ago are signed as late entries, with the reason', async () => {
  const { page } = evening.lead;
  await goTo(page, 'Notes');
  await old(page).click();
  await page.getByRole('heading', { name: 'Group part' }).waitFor();
  await writeGroupPart(page);
  for (const [name, response] of [
    ['Ana R.', 'Named two mornings on which the plan held, and what was in its way on the third.'],
    ['Ben T.', 'Listened at first, then gave an example of a trigger from work and what had helped.'],
  ] as const) {
    await noteInList(page, name).click();
    await page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
    await writeMemberNote(page, response, 'A walk after work on two days, written down.');
    await expect(page.getByText('Must be mended')).toHaveCount(0, SOON);
  }
  const dialog = await beginSigning(page, passphraseOf(evening, 'lead'));
  const signing = dialog.getByRole('button', { name: 'Sign 3 notes' });
  // Without the reason it is not sent.
  await expect(signing).toBeDisabled();
  await dialog.getByLabel('Why it is late').fill('The lead was ill for five weeks');
  await expectAccessible(page, 'sign late notes');
  await signing.click();
  await dialog.waitFor({ state: 'detached' });
  await expect(chain(page)).toContainText('Late entry for service on');
  await expect(chain(page)).toContainText('The lead was ill for five weeks');
});

test('WR19 a session of weeks ago in which all is signed is under “Older sessions”', async () => {
  const { page } = evening.lead;
  await goTo(page, 'Notes');
  await today(page).waitFor();
  await evening.lead.button('Older sessions').waitFor(SOON);
  await expect(old(page)).toHaveCount(0);
  await expectAccessible(page, 'older sessions to be shown');
  await evening.lead.button('Older sessions').click();
  const line = page
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href="/notes/seeded-${DAYS_AGO}"]`) });
  await expect(line).toContainText('All signed');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page, 'older sessions shown');
  await page.setViewportSize({ width: 1280, height: 800 });
  await old(page).click();
  await noteInList(page, 'Ben T.').click();
  await expect(chain(page)).toContainText('Late entry for service on');
});

test('NB64 NB65 what was written without the hub on a workstation that never comes back is read from its file in another browser', async () => {
  await openNote(co, 'Ben T.');
  await expectPlace(co.page, 'uploaded');
  await co.page.context().setOffline(true);
  await section(co.page, 'Plan').pressSequentially(LOST_WORDS);
  await expect(badge(co.page)).toHaveAttribute('data-place', /^(savedHere|waiting)$/);
  await badge(co.page).getByRole('button').click();
  await co.page.getByRole('button', { name: 'Write a backup file…' }).click();
  const writing = co.page.getByRole('dialog');
  await writing.getByLabel('Passphrase for this file', { exact: true }).fill(FILE_PASSPHRASE);
  await writing.getByLabel('Passphrase for this file again').fill(FILE_PASSPHRASE);
  const downloading = co.page.waitForEvent('download');
  await writing.getByRole('button', { name: 'Write the file' }).click();
  const file = path.join(folder, 'notes.json');
  await (await downloading).saveAs(file);
  await co.close();

  const other = await evening.staff('coFacilitator');
  await banner(other.page).getByRole('button').click();
  await other.page.getByRole('button', { name: 'Go on without' }).click();
  await openNote(other, 'Ben T.');
  await expect(section(other.page, 'Plan')).toHaveText('');
  await badge(other.page).getByRole('button').click();
  await other.page.getByRole('button', { name: 'Read a backup file…' }).click();
  const reading = other.page.getByRole('dialog');
  await other.page.locator('input[type=file]').setInputFiles(file);
  await reading.getByLabel('Passphrase for this file').fill('not this one');
  await reading.getByRole('button', { name: 'Read the file' }).click();
  await expect(reading.getByRole('alert')).toContainText('does not open the file');
  await reading.getByLabel('Passphrase for this file').fill(FILE_PASSPHRASE);
  await reading.getByRole('button', { name: 'Read the file' }).click();
  await expect(reading.getByRole('status')).toContainText('1 document was read');
  await reading.getByRole('button', { name: 'Close' }).last().click();
  await expect(section(other.page, 'Plan')).toHaveText(LOST_WORDS);
  await expectPlace(other.page, 'uploaded');
  // And through the hub to everybody else.
  await openNote(taker, 'Ben T.');
  await expect(section(taker.page, 'Plan')).toHaveText(LOST_WORDS, SOON);
  expect(evening.violations).toEqual([]);
});
