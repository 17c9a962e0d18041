import { expect, type Page } from '@playwright/test';
import { badge, banner, expectPlace, openNotes } from '../../support/notebookPage.ts';
import { openPalette, palette } from '../../support/marksPage.ts';
import { beginSigning, chooseElements, chooseIn, noteInList, section } from '../../support/notesPage.ts';
import { giveNetworkBack, pullNetwork } from '../../support/pullNetwork.ts';
import type { StaffPage } from '../../support/staffPage.ts';
import { WORDS } from './words.ts';

/** Waits until the sign-in has made the lead's notebook. @returns its recovery key */
export async function beginNotebook({ page }: StaffPage): Promise<string> {
  await expectPlace(page, 'uploaded');
  await banner(page).getByRole('button', { name: 'Show the key' }).click();
  const key = await page.getByTestId('recovery-key').locator('code').innerText();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  return key.trim();
}

/** Opens it on a page that was loaded anew. */
export async function openNotebook({ page }: StaffPage): Promise<void> {
  await openNotes(page, WORDS.leadPassphrase);
  await expectPlace(page, 'uploaded');
}

/** From Today to the roster and back, with no page loaded anew: that would lock the notebook. */
export async function recordConsent({ page }: StaffPage): Promise<void> {
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('main').getByRole('link', { name: WORDS.group }).first().click();
  await page.getByRole('button', { name: `Consents: ${WORDS.firstMember}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record a consent' }).click();
  await chooseIn(page, 'What it is for', 'Treatment, payment and operations');
  await dialog.getByLabel('What may be told').fill(WORDS.consentWhat);
  await dialog.getByLabel('To whom').fill(WORDS.consentWhom);
  await dialog.getByLabel('For what purpose').fill(WORDS.consentPurpose);
  await dialog.getByLabel('Signed on').fill('2026-01-15');
  await dialog.getByText('No end', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await dialog.getByText(WORDS.consentWhom).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Today' }).click();
}

/** A mark of the first member, with words of its own. */
export async function markWithWords({ page }: StaffPage): Promise<void> {
  await openPalette(page);
  for (const key of ['x', 's', 'Tab']) await page.keyboard.press(key);
  await page.keyboard.insertText(WORDS.markWords);
  await page.keyboard.press('Enter');
  await palette(page).waitFor({ state: 'detached' });
}

/**
 * Ends the session and writes its notes: group part, a member's note, a process note, some without any network; what waits is written to a file
 * before the network is back, and the member's note is signed after it. Some is typed, some comes at once, as by dictation.
 */
export async function writeNotes(lead: StaffPage, backup: string): Promise<void> {
  const { page } = lead;
  await lead.untilCounted(2);
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await lead.button('Write the notes').click();
  await page.getByRole('heading', { name: 'Group part' }).waitFor();
  await page.getByLabel('Topic', { exact: true }).fill(WORDS.topic);
  await chooseIn(page, 'Kind of group', 'Psychoeducational group');
  await page.getByText('Interventions', { exact: true }).click();
  await page.getByText('Psychoeducation', { exact: true }).last().click();
  await section(page, 'What the group did').pressSequentially(WORDS.groupSection);
  await noteInList(page, WORDS.firstMember).click();
  await chooseElements(page, WORDS.goal);
  await acceptSuggestions(page, 'Behavior');
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(` ${WORDS.behavior}`);
  await section(page, 'Response').pressSequentially(WORDS.response);
  await page.getByText('Show my process note').click();
  await say(page, 'Process note', WORDS.process);
  await expectPlace(page, 'uploaded');

  await pullNetwork(page);
  await say(page, 'Plan', WORDS.plan);
  await say(page, 'Intervention', WORDS.offline);
  await say(page, 'Process note', WORDS.offlineProcess);
  await expectPlace(page, 'waiting');
  await writeBackup(page, backup);
  await giveNetworkBack(page);
  await expectPlace(page, 'uploaded');

  await expect(page.getByText('Must be mended')).toHaveCount(0, { timeout: 30_000 });
  const signing = await beginSigning(page, WORDS.leadPassphrase);
  await page.keyboard.press('Enter');
  await signing.waitFor({ state: 'detached' });
  await page.getByRole('list', { name: 'What was signed, in order' }).getByText(WORDS.offline).waitFor();
}

/** Marks and ratings stand in a section as suggestions until somebody says that they may stay. */
async function acceptSuggestions(page: Page, where: string): Promise<void> {
  const text = section(page, where);
  await text.getByText(WORDS.markWords).waitFor();
  await text.click();
  await expect(async () => {
    await page.keyboard.press('Alt+j');
    await page.keyboard.press('Alt+Enter');
    await expect(text).not.toContainText('⟦', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

async function say(page: Page, where: string, text: string): Promise<void> {
  await section(page, where).click();
  await page.keyboard.insertText(text);
}

async function writeBackup(page: Page, file: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await badge(page).getByRole('button').click();
  await page.getByRole('button', { name: 'Write a backup file…' }).click();
  await dialog.getByLabel('Passphrase for this file', { exact: true }).fill(WORDS.notebookPassphrase);
  await dialog.getByLabel('Passphrase for this file again').fill(WORDS.notebookPassphrase);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Write the file' }).click();
  await (await downloading).saveAs(file);
}
