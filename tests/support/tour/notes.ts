import { passphraseOf } from '../locks.ts';
import { badge } from '../notebookPage.ts';
import { beginSigning, noteInList, section, settleAll, writeMemberNote } from '../notesPage.ts';
import type { Evening } from '../evening.ts';
import { inTab, opened, type Visit } from './visit.ts';
import { nameMembers, type Company } from './session.ts';

/** Marks during the session: the palette for whom and for what, and the timeline. */
export async function tourMarks(company: Company, visit: Visit): Promise<void> {
  const { page } = company.lead;
  const { ana } = nameMembers(company);
  const palette = page.getByTestId('mark-palette');
  await page.keyboard.press('n');
  await palette.getByRole('combobox').waitFor();
  await visit(page, 'mark-whom');
  await palette.getByRole('combobox').fill(ana.name.slice(0, 1).toLowerCase());
  await palette.getByLabel('A few words, if you like').waitFor();
  await visit(page, 'mark-what');
  for (const key of ['s', 'Enter']) await page.keyboard.press(key);
  await palette.waitFor({ state: 'detached' });
  const timeline = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Timeline/ }).click();
    await page.getByTestId('marks').waitFor();
  };
  await visit(
    page,
    'marks',
    inTab('Notes', {
      show: timeline,
      hide: () => page.getByRole('button', { name: 'For the slide' }).click(),
    }),
  );
}

/** The notes of the session that is over: listed, written, looked through, signed and amended. */
export async function tourNotes(evening: Evening, company: Company, visit: Visit): Promise<void> {
  const { page } = company.lead;
  const { ana } = nameMembers(company);
  await page.goto(`${evening.hub.consoleUrl}notes`);
  await page.getByTestId('notebook-banner').waitFor();
  await visit(page, 'notes-locked');
  await page.getByRole('button', { name: 'Open your notes' }).click();
  await page.getByRole('dialog').getByLabel('Passphrase').waitFor();
  await visit(page, 'dialog-open-notes');
  await page.getByRole('dialog').getByLabel('Passphrase').fill(passphraseOf(evening, 'lead'));
  await page.keyboard.press('Enter');
  await page.getByRole('main').getByRole('link').first().waitFor();
  await visit(page, 'notes');
  await visit(
    page,
    'notebook-state',
    opened(() => badge(page).getByRole('button').click()),
  );
  await page.getByRole('button', { name: 'Show the key' }).click();
  await page.getByTestId('recovery-key').waitFor();
  await visit(page, 'recovery-key');
  await page.getByRole('button', { name: 'I have kept it' }).click();

  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Group part' }).waitFor();
  await visit(page, 'note-group');
  await noteInList(page, ana.name).click();
  await section(page, 'Behavior').getByText('Shared openly').waitFor();
  await visit(page, 'note-member');
  await settleAll(page);
  await writeMemberNote(
    page,
    'She named a trigger of her own and tried the breathing exercise to its end.',
    'One worksheet until Tuesday, and one trigger a day written down.',
  );
  await page.getByText('Must be mended').first().waitFor({ state: 'detached' });
  await visit(page, 'note-ready');
  const dialog = await beginSigning(page, passphraseOf(evening, 'lead'));
  await visit(page, 'dialog-sign');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('list', { name: 'What was signed, in order' }).waitFor();
  await visit(page, 'note-signed');
  await visit(
    page,
    'dialog-addendum',
    opened(() => page.getByRole('button', { name: 'Write an addendum' }).click()),
  );
}
