import type { LastNote, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import type { NoteEntry } from './model/entries.ts';
import { readLastNote } from './model/readLastNote.ts';

/** What the member's last signed note says, or the group's, read once for as long as the note is open (SG26); null where nothing is known of it. */
export function useLastNote(reply: SessionNotesReply, { kind, subject }: NoteEntry): LastNote | null {
  const { api, olderNotes } = useServices();
  const { view } = useQuery(
    async () => (kind === 'absence' ? null : readLastNote(api, olderNotes, reply, subject)),
    `${reply.sessionId}/${subject}`,
  );
  return view.stage === 'ready' ? view.value : null;
}
