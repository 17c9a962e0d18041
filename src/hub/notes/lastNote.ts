import { lastNoteIn } from '../../domain/notes/lastNote.ts';
import type { LastNote } from '../../protocol/api/notes.ts';
import type { NoteStore } from './noteStore.ts';

/** A member's last signed note of a session but one (SG26); null where there is none that says anything. */
export async function lastNoteOf(
  notes: Pick<NoteStore, 'lastSigned' | 'chain'>,
  {
    groupId,
    memberId,
    notIn,
  }: { readonly groupId: string; readonly memberId: string; readonly notIn: string },
): Promise<LastNote | null> {
  try {
    const last = await notes.lastSigned(groupId, memberId, notIn);
    if (last === null) return null;
    const chain = await notes.chain(last.content.noteId);
    const said = lastNoteIn(chain.map(({ record }) => record));
    return said && { memberId, ...said };
  } catch {
    // A record that does not open, or a chain that does not hold, hinders nobody from writing the next note.
    return { memberId, docId: null, goals: null, response: '', location: null, modality: null };
  }
}
