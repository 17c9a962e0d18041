import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { lockByKey, passphraseOf, unlock } from '../support/locks.ts';
import { badge, banner, expectPlace, holdThread, openNotes, read, write } from '../support/notebookPage.ts';

test.describe.configure({ mode: 'serial' });

const SENTENCE = 'She spoke of her brother for the first time';

let evening: Evening;
let passphrase = '';
/** The group's own section of the note of the session that is on today. */
let noteId = '';
test.beforeAll(async () => {
  evening = await startEvening();
  passphrase = passphraseOf(evening, 'lead');
  const { page } = evening.lead;
  const card = await page
    .getByTestId(/^session-/)
    .first()
    .getAttribute('data-testid');
  noteId = `note/${evening.hub.sample.groupId}/${card?.slice('session-'.length)}/group`;
});
test.afterAll(async () => {
  await evening.close();
});

test('NB50 NB51 the passphrase of the sign-in opens the notebook, under the page’s policy', async () => {
  const { page } = evening.lead;
  await expectPlace(page, 'uploaded');
  await badge(page).getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('Everything you have written is on the hub.');
  await expectAccessible(page, 'notebook popover');
  await page.keyboard.press('Escape');
  expect(evening.violations).toEqual([]);
});

test('NB54 the recovery key is shown until it is said to be kept', async () => {
  const { page } = evening.lead;
  await page.reload();
  await openNotes(page, passphrase);
  await banner(page).getByRole('button', { name: 'Show the key' }).click();
  const key = page.getByTestId('recovery-key').locator('code');
  await expect(key).toHaveText(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
  await expectAccessible(page, 'recovery key');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(banner(page)).toHaveCount(0);
});

test('NB51 a page that is loaded anew asks for the passphrase', async () => {
  const { page } = evening.lead;
  await holdThread(page);
  await page.reload();
  await expect(banner(page)).toContainText('Your notes on this workstation are locked');
  await expectPlace(page, 'locked');
  await openNotes(page, 'not this one');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('does not open your notes');
  await expectAccessible(page, 'notes locked');
  await page.getByRole('dialog').getByLabel('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expectPlace(page, 'uploaded');
  await expect(banner(page)).toHaveCount(0);
});

test('NB53 the console’s lock locks the notebook, and its passphrase opens both', async () => {
  const { page } = evening.lead;
  await write(page, noteId, SENTENCE);
  await lockByKey(page);
  await expect(read(page, noteId)).rejects.toThrow('did not do');
  await unlock(page, passphrase);
  await expectPlace(page, 'uploaded');
  expect(await read(page, noteId)).toBe(SENTENCE);
});

test('NB26 NB55 another workstation has what was written here, without process notes where their key is left out', async () => {
  const { page } = evening.lead;
  const other = await evening.staff('lead');
  await banner(other.page).getByRole('button').click();
  await expectAccessible(other.page, 'bring process notes');
  await other.page.getByRole('button', { name: 'Go on without' }).click();
  await expectPlace(other.page, 'uploaded');
  await holdThread(other.page);
  await other.page.reload();
  await openNotes(other.page, passphrase);
  await expectPlace(other.page, 'uploaded');
  await expect.poll(() => read(other.page, noteId)).toBe(SENTENCE);
  await other.close();
  await expectPlace(page, 'uploaded');
});

test('NB71 NB72 NB73 a workstation that is put out of use while it is away closes, and its author has back what waited', async () => {
  const { page } = evening.lead;
  const other = await evening.staff('lead');
  const late = noteId.replace(/group$/, 'someone');
  const batches = '**/api/notebook/batches';
  await banner(other.page).getByRole('button').click();
  await other.page.getByRole('button', { name: 'Go on without' }).click();
  await expectPlace(other.page, 'uploaded');
  await holdThread(other.page);
  await other.page.reload();
  await openNotes(other.page, passphrase);
  await expectPlace(other.page, 'uploaded');
  await other.page.context().setOffline(true);
  await write(other.page, late, SENTENCE);

  await page.getByRole('link', { name: 'Settings' }).click();
  const rows = page.getByTestId('workstations').getByRole('listitem');
  await rows
    .filter({ hasNotText: 'this one' })
    .getByRole('button', { name: 'Put out of use' })
    .first()
    .click();
  await expectAccessible(page, 'put a workstation out of use');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Put out of use' }).click();
  await expect(rows.filter({ hasText: 'out of use since' })).toHaveCount(1);

  // A round that is begun before the hub says it would take up what waits.
  await other.page.route(batches, (route) => route.abort());
  await other.page.context().setOffline(false);
  await expect(banner(other.page)).toContainText('This workstation was put out of use');
  await expect(banner(other.page)).toContainText('1 document waits here');
  await other.page.unroute(batches);
  await expectAccessible(other.page, 'workstation out of use');
  await other.page.reload();
  await expect(banner(other.page)).toContainText('This workstation was put out of use');
  await banner(other.page).getByRole('button', { name: 'Take it into use again' }).click();
  await openNotes(other.page, passphrase);
  await expectPlace(other.page, 'uploaded');
  await expect.poll(() => read(page, late)).toBe(SENTENCE);
  await other.close();
});

test('NB64 NB65 what waits is written to a file, and read again', async () => {
  const { page } = evening.lead;
  const dialog = page.getByRole('dialog');
  await badge(page).getByRole('button').click();
  await page.getByRole('button', { name: 'Write a backup file…' }).click();
  await expectAccessible(page, 'write a backup file');
  await dialog.getByLabel('Passphrase for this file', { exact: true }).fill('seven quiet green boats');
  await dialog.getByLabel('Passphrase for this file again').fill('seven quiet green boats');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Write the file' }).click();
  const file = await (await downloading).path();
  await badge(page).getByRole('button').click();
  await page.getByRole('button', { name: 'Read a backup file…' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await dialog.getByLabel('Passphrase for this file').fill('seven quiet green boats');
  await expectAccessible(page, 'read a backup file');
  await dialog.getByRole('button', { name: 'Read the file' }).click();
  await expect(dialog.getByRole('status')).toContainText('documents were read');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
});

test('NB66 NB67 who no longer knows the passphrase begins a new notebook, and brings the old one in later', async () => {
  const { page } = evening.lead;
  const dialog = page.getByRole('dialog');
  await page.reload();
  await banner(page).getByRole('button', { name: 'Open your notes' }).click();
  await dialog.getByRole('button', { name: 'I no longer know it' }).click();
  await expect(dialog).toContainText('Nothing is deleted.');
  await expectAccessible(page, 'begin a new notebook');
  await dialog.getByLabel('Passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Begin a new notebook' }).click();
  await banner(page).getByRole('button', { name: 'Set up notes here' }).click();
  await page.getByRole('button', { name: 'Go on without' }).click();
  await expectPlace(page, 'uploaded');
  await expect.poll(() => read(page, noteId)).toBe(SENTENCE);
  await badge(page).getByRole('button').click();
  await page.getByRole('button', { name: 'Open a notebook from before…' }).click();
  await expectAccessible(page, 'open a notebook from before');
  await dialog.getByLabel('Passphrase from before').fill(passphrase);
  await dialog.getByRole('button', { name: 'Bring in what waited' }).click();
  await expect(dialog.getByRole('status')).toContainText('It is open.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
});

test('NB68 a lost recovery key is replaced, under the passphrase', async () => {
  const { page } = evening.lead;
  const dialog = page.getByRole('dialog');
  await badge(page).getByRole('button').click();
  await page.getByRole('button', { name: 'New recovery key…' }).click();
  await expectAccessible(page, 'new recovery key');
  await dialog.getByLabel('Passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Make a new recovery key' }).click();
  // This notebook was set up without the key of the one before: the hub's box is another's.
  await expect(dialog.getByRole('alert')).toContainText('another workstation');
  await dialog.getByRole('button', { name: 'Replace it all the same' }).click();
  await banner(page).getByRole('button', { name: 'Show the key' }).click();
  await page.getByRole('button', { name: 'I have kept it' }).click();
});

test('NB7 NB59 a second tab says that the notes are open, and takes them over once they are free', async () => {
  const { page } = evening.lead;
  const tab = await page.context().newPage();
  await tab.goto(`${evening.hub.consoleUrl}today`);
  await expect(banner(tab)).toContainText('open in another tab');
  await expectPlace(tab, 'openElsewhere');
  await page.goto('about:blank');
  // The tab before has let go of them once its thread has ended, a moment after the page.
  await expect(async () => {
    await banner(tab).getByRole('button', { name: 'Open them here' }).click({ timeout: 1_000 });
    await expect(banner(tab)).toContainText('locked', { timeout: 1_000 });
  }).toPass();
  await openNotes(tab, passphrase);
  await expectPlace(tab, 'uploaded');
  expect(evening.violations).toEqual([]);
});
