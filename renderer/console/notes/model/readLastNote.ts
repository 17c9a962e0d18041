import { lastNoteIn } from '../../../../src/domain/notes/lastNote.ts';
import type { LastNote, NotesSession, SessionNotesReply } from '../../../../src/protocol/api/notes.ts';
import { parseDocId } from '../../../../src/protocol/notebook/docId.ts';
import type { Api } from '../../api/api.ts';
import { asCirclewellError } from '../../model/query.ts';
import { isWritable } from './entries.ts';
import type { OlderNotes } from './olderNotes.ts';

type Of = Pick<SessionNotesReply, 'sessionId' | 'groupId'>;

/** What a member's last signed note says: by the hub, and where it does not answer by the chains that lie on this workstation (SG27). */
export async function readLastNote(
  api: Pick<Api, 'lastNote' | 'notesSessions' | 'noteRecords'>,
  olderNotes: OlderNotes,
  of: Of,
  memberId: string,
): Promise<LastNote | null> {
  try {
    return (await api.lastNote(of.sessionId, memberId)).last;
  } catch (error) {
    if (asCirclewellError(error).kind !== 'unavailable') throw error;
  }
  const { sessions } = await api.notesSessions();
  const older = olderNotes.store.getState().pages.flatMap((page) => page.sessions);
  const [last] = [...sessions, ...older]
    .flatMap((session) => signedOf(session, of, memberId))
    .toSorted((one, other) => other.at - one.at);
  if (!last) return null;
  const { records } = await api.noteRecords(of.groupId, last.sessionId, memberId);
  const said = lastNoteIn(records);
  return said && { memberId, ...said };
}

/** The note of another session of the group, where it has a signature that holds. */
function signedOf({ sessionId, groupId, notes }: NotesSession, of: Of, subject: string) {
  if (groupId !== of.groupId || sessionId === of.sessionId) return [];
  return notes.flatMap(({ docId, kind, stage, access }) =>
    parseDocId(docId).subject === subject &&
    kind !== 'absence' &&
    access !== 'withheld' &&
    !isWritable(stage) &&
    stage.stage !== 'enteredInError' &&
    stage.stage !== 'draft'
      ? [{ sessionId, at: stage.at }]
      : [],
  );
}
