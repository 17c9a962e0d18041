import type { LastNote } from '../../protocol/api/notes.ts';
import type { NoteRecord } from '../../protocol/notes/note.ts';
import { lastSigned } from './lastSigned.ts';
import { responseTextOf } from './responseText.ts';
import { stageOf } from './stage.ts';

/** What a chain's note says that the next note of the same member is looked at against and may begin with (SG26); null where it says nothing. */
export function lastNoteIn(records: readonly NoteRecord[]): Omit<LastNote, 'memberId'> | null {
  const { stage } = stageOf(records, null);
  // What was returned or entered in error says nothing any more of what is treated.
  if (stage === 'draft' || stage === 'enteredInError') return null;
  const last = lastSigned(records);
  if (last === null) return null;
  const { noteId, elements, facts } = last.content;
  return {
    docId: noteId,
    goals: elements.goals.map(({ text }) => text),
    response: responseTextOf(last.content),
    location: facts.member?.location ?? null,
    modality: facts.session.modality,
  };
}
