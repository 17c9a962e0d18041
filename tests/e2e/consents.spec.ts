import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { passphraseOf } from '../support/locks.ts';
import { beginSigning, chooseIn, noteInList, section, writeMemberNote } from '../support/notesPage.ts';
import { seatMember, type SeatedMember } from '../support/seatMember.ts';
import type { StaffPage } from '../support/staffPage.ts';
import { takeOffTeam } from '../support/takeOffTeam.ts';

/** What a member's consent opens to a supervisor who is not on the group's team, from its giving to its withdrawal and back. */
test.describe.configure({ mode: 'serial' });

/** The list of notes is asked for again by itself (WR55). */
const SOON = { timeout: 60_000 };
const WORDS = 'She named a trigger of her own and tried the breathing exercise to its end.';

let evening: Evening;
let supervisor: StaffPage;
const seated: SeatedMember[] = [];

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const dialog = (page: Page) => page.getByRole('dialog');

async function openConsents(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Consents: Ana R.' }).click();
  await dialog(page).waitFor();
}
async function goToRoster({ page }: StaffPage): Promise<void> {
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('main').getByRole('link', { name: /IOP/ }).first().click();
  await page.getByRole('heading', { name: 'Roster' }).waitFor();
}
async function goToNotes({ page }: StaffPage): Promise<void> {
  await page.getByRole('link', { name: 'Notes' }).click();
  await page.getByRole('main').getByRole('link', { name: /IOP/ }).first().click();
  await noteInList(page, 'Ana R.').click();
}

/** A session with Ana and Ben, of whom Ana's note is written and signed. */
test.beforeAll(async () => {
  evening = await startEvening();
  const { lead, hub } = evening;
  const { page } = lead;
  await lead.openWaitingRoom();
  for (const { url } of hub.sample.members.slice(0, 2)) seated.push(await seatMember(url));
  await lead.letEveryoneIn();
  await lead.startGroup();
  await lead.untilCounted(2);
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await lead.button('Write the notes').click();
  await page.getByRole('heading', { name: 'Group part' }).waitFor();
  await page.getByLabel('Topic', { exact: true }).fill('Triggers and what helps');
  await chooseIn(page, 'Kind of group', 'Psychoeducational group');
  await page.getByText('Interventions', { exact: true }).click();
  await page.getByText('Psychoeducation', { exact: true }).last().click();
  await noteInList(page, 'Ana R.').click();
  await section(page, 'Behavior').pressSequentially('Spoke in the round.');
  await section(page, 'Intervention').pressSequentially('Breathing was practiced.');
  await writeMemberNote(page, WORDS, 'One worksheet until Tuesday.');
  await expect(page.getByText('Must be mended')).toHaveCount(0);
  const signing = await beginSigning(page, passphraseOf(evening, 'lead'));
  await page.keyboard.press('Enter');
  await signing.waitFor({ state: 'detached' });
  await expect(noteInList(page, 'Ana R.')).toContainText('Signed');
  await takeOffTeam(page, hub.sample.groupId, 'supervisor');
  supervisor = await evening.staff('supervisor');
});
test.afterAll(async () => {
  for (const member of seated) member.close();
  await evening.close();
});

test('SG83 SG84 a supervisor outside the team reads by the consent that is in force, sees it, and records none', async () => {
  const { page } = supervisor;
  await goToRoster(supervisor);
  await expect(row(page, 'Ana R.')).toContainText('Treatment, payment and operations');
  await openConsents(page);
  await expect(dialog(page)).toContainText('in force');
  await expect(dialog(page).getByRole('button', { name: 'Record a consent' })).toHaveCount(0);
  await expect(dialog(page).getByRole('button', { name: 'Record a withdrawal…' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await goToNotes(supervisor);
  await expect(page.getByText(WORDS)).toBeVisible();
});

test('SG81 SG89 a withdrawal is recorded on the roster, and what was given stays to be read', async () => {
  const { page } = evening.lead;
  await goToRoster(evening.lead);
  await openConsents(page);
  await dialog(page).getByRole('button', { name: 'Record a withdrawal…' }).click();
  const record = dialog(page).getByRole('button', { name: 'Record the withdrawal' });
  await expect(record).toBeDisabled();
  await dialog(page).getByLabel('In what form').fill('A signed letter');
  await expectAccessible(page, 'a withdrawal');
  await record.click();
  await expect(dialog(page)).toContainText('withdrawn');
  await expect(dialog(page)).toContainText('A signed letter');
  await expect(dialog(page)).toContainText('Attendance, notes and plans of this program');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page, 'consents');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
  await expect(row(page, 'Ana R.')).not.toContainText('Treatment, payment and operations');
});

test('SG84 SG85 from then on the note is withheld, on the screen that shows it too, and nothing tells what is in it', async () => {
  const { page } = supervisor;
  await expect(page.getByTestId('withheld')).toBeVisible(SOON);
  await expect(page.getByText(WORDS)).toHaveCount(0);
  await expect(noteInList(page, 'Ana R.')).toContainText('withheld');
  await expect(noteInList(page, 'Ana R.')).not.toContainText('Signed');
  await expect(page.getByTestId('withheld')).toContainText('You are not on this group’s team');
  await expectAccessible(page, 'a withheld note');
});

test('SG84 the team reads on by its work', async () => {
  const { page } = evening.lead;
  await goToNotes(evening.lead);
  await expect(page.getByText(WORDS)).toBeVisible();
});

test('SG80 SG84 a new consent opens it again', async () => {
  const { page } = evening.lead;
  await goToRoster(evening.lead);
  await openConsents(page);
  await dialog(page).getByRole('button', { name: 'Record a consent' }).click();
  await chooseIn(page, 'What it is for', 'Treatment, payment and operations');
  await dialog(page).getByLabel('What may be told').fill('Attendance and notes');
  await dialog(page).getByLabel('To whom').fill('Who supervises my group');
  await dialog(page).getByLabel('For what purpose').fill('Treatment');
  await dialog(page).getByLabel('Signed on').fill('2026-01-15');
  await dialog(page).getByText('No end', { exact: true }).click();
  await expectAccessible(page, 'a consent');
  await dialog(page).getByRole('button', { name: 'Record it' }).click();
  await expect(dialog(page)).toContainText('Who supervises my group');
  await page.keyboard.press('Escape');
  await expect(row(page, 'Ana R.')).toContainText('Treatment, payment and operations');
  await expect(supervisor.page.getByText(WORDS)).toBeVisible(SOON);
  await expect(supervisor.page.getByTestId('withheld')).toHaveCount(0);
});
