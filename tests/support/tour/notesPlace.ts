import type { Evening } from '../evening.ts';
import { seatMember, type SeatedMember } from '../seatMember.ts';
import type { StaffPage } from '../staffPage.ts';
import { tourDrafts } from './drafts.ts';
import { tourMarks } from './marks.ts';
import { tourNotebook } from './notebook.ts';
import type { Visit } from './visit.ts';

/** Of the sample's members so many come; the others may have a note about their absence. */
const SEATS = 4;

/** The screens of the notebook, of marks and of notes that are written, from before a session on. */
export async function tourNotes(evening: Evening, visit: Visit): Promise<void> {
  const { lead } = evening;
  await tourNotebook(evening, visit);
  await lead.page.getByRole('link', { name: 'Notes' }).click();
  await lead.page.getByText('No notes are due').waitFor();
  await visit(lead.page, 'notes-none');
  const co = await evening.staff('coFacilitator');
  await holdSession(evening, co, () => tourMarks(evening, visit));
  await tourDrafts(lead, visit);
  await co.close();
}

/** A session with members without a screen, from its waiting room to the first of its notes. */
async function holdSession(
  { hub, lead }: Evening,
  co: StaffPage,
  during: () => Promise<void>,
): Promise<void> {
  await lead.page.getByRole('link', { name: 'Today' }).click();
  await lead.openWaitingRoom();
  await co.enter();
  const seated: SeatedMember[] = [];
  for (const { url } of hub.sample.members.slice(0, SEATS)) seated.push(await seatMember(url));
  await lead.letEveryoneIn();
  await lead.button('Start group').click();
  await lead.untilCounted(SEATS);
  await during();
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await lead.button('Write the notes').click();
  for (const member of seated) member.close();
}
