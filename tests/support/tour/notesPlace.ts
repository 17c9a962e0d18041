import { beginGroup } from '../beginGroup.ts';
import type { Evening } from '../evening.ts';
import { passphraseOf } from '../locks.ts';
import { expectPlace, openNotes } from '../notebookPage.ts';
import { noteInList } from '../notesPage.ts';
import type { SeatedMember } from '../seatMember.ts';
import type { StaffPage } from '../staffPage.ts';
import { wordsOf } from '../words.ts';
import { tourApart, tourDrafts, tourHandOver } from './drafts.ts';
import { tourMarks } from './marks.ts';
import { tourNotebook, tourWithoutHub } from './notebook.ts';
import { tourCosigning, tourSigning, tourUntold, tourWithheld, whenLate } from './signing.ts';
import type { Visit } from './visit.ts';

/** Of the sample's members so many come; the others may have a note about their absence. */
const SEATS = 4;

/** Every screen of the notebook, marks and notes, from before a session to after its signing. The hub is closed at the end. */
export async function tourNotes(evening: Evening, visit: Visit): Promise<void> {
  const { lead } = evening;
  await tourNotebook(evening, visit);
  await lead.page.getByRole('link', { name: 'Notes' }).click();
  await lead.page.getByText('No notes are due').waitFor();
  await visit(lead.page, 'notes-none');
  const co = await evening.staff('coFacilitator');
  await holdSession(evening, co, () => tourMarks(evening, visit));
  await tourDrafts(lead, visit);
  await co.button('Write the notes').click();
  await tourApart(lead, co, visit);
  await tourHandOver(lead, co, visit);
  await tourSigning(evening, visit);
  await tourCosigning(evening, co, visit);
  await co.close();
  await tourWithheld(evening, visit);
  await tourUntold(evening, visit);
  await tourList(evening, visit);
  await tourSpanish(evening, visit);
  await tourWithoutHub(evening, visit);
}

/** A session with members without a screen, from its waiting room to the first of its notes. */
async function holdSession(evening: Evening, co: StaffPage, during: () => Promise<void>): Promise<void> {
  const { lead } = evening;
  await lead.page.getByRole('link', { name: 'Today' }).click();
  const seated: SeatedMember[] = [];
  await beginGroup(evening, co, seated, SEATS);
  await during();
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await lead.button('Write the notes').click();
  for (const member of seated) member.close();
}

/** The list of sessions, in time and late, and what is found in it. */
async function tourList({ lead: { page } }: Evening, visit: Visit): Promise<void> {
  await page.getByRole('link', { name: 'Notes' }).click();
  await page.getByText(/ of \d signed/).waitFor();
  await visit(page, 'notes');
  const find = page.getByLabel('Find a note');
  await find.fill('worksheet');
  await page
    .getByRole('status')
    .getByText(/notes? found/)
    .waitFor();
  await visit(page, 'notes-found');
  await find.fill('marmalade');
  await page.getByText('No note found').waitFor();
  await visit(page, 'notes-not-found');
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByTestId('notes-to-finish').getByRole('link').first().waitFor();
  await visit(page, 'today-notes');
  await page.getByRole('link', { name: 'Library' }).click();
  await whenLate(page, async () => {
    await page.getByRole('link', { name: 'Today' }).click();
    await page.getByText(/^Late since/).waitFor();
    await visit(page, 'today-late');
    await page.getByRole('link', { name: 'Notes' }).click();
    await page.getByText(/^Late since/).waitFor();
    await visit(page, 'notes-late');
  });
}

/** What is longest in Spanish, at a page that is loaded anew and asks for the passphrase. */
async function tourSpanish(evening: Evening, visit: Visit): Promise<void> {
  const { page } = evening.lead;
  const say = wordsOf('es');
  const speak = async (language: string) => {
    await page.evaluate((one) => localStorage.setItem('circlewell.language', one), language);
    await page.reload();
    await expectPlace(page, 'locked');
  };
  await speak('es');
  await visit(page, 'notebook-locked-es');
  await page.getByTestId('notebook-banner').getByRole('button').click();
  await page.getByRole('dialog').getByLabel(say('Passphrase')).fill(passphraseOf(evening, 'lead'));
  await page.keyboard.press('Enter');
  await page.getByRole('main').getByRole('link').first().waitFor();
  await visit(page, 'notes-es');
  await page.getByRole('main').getByRole('link').first().click();
  await noteInList(page, 'Ana R.', say('Notes of this session')).click();
  await page.getByText(say('Must be mended')).first().waitFor();
  await visit(page, 'note-findings-es');
  await page.keyboard.press('Alt+s');
  await page.getByRole('dialog').waitFor();
  await visit(page, 'dialog-sign-es');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await noteInList(page, 'Cora L.', say('Notes of this session')).click();
  await page.getByRole('list', { name: say('What was signed, in order') }).waitFor();
  await visit(page, 'note-amended-es');
  await speak('en');
  await visit(page, 'notes-locked');
  await openNotes(page, passphraseOf(evening, 'lead'));
  await expectPlace(page, 'uploaded');
}
