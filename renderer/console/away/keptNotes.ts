import { returnedBy, stageOf } from '../../../src/domain/notes/stage.ts';
import {
  noteRecordsReplySchema,
  sessionNotesReplySchema,
  type NoteOnHub,
  type NotesSession,
} from '../../../src/protocol/api/notes.ts';
import { noteStageSchema } from '../../../src/protocol/notes/note.ts';

type Standing = Pick<NotesSession, 'status' | 'notes'>;

/** Whether the reply on a session that was kept still holds by what the list says: its status, whose notes are due, where each stands. */
export function isSessionAsListed(text: string, session: Standing): boolean {
  const kept = sessionNotesReplySchema.safeParse(JSON.parse(text)).data;
  return kept !== undefined && sessionStanding(kept) === sessionStanding(session);
}

/** All of that in one text. When a note is due is left out: it moves with the hour while its session is on. */
export function sessionStanding({ status, notes }: Standing): string {
  const standings = notes.map(({ docId, stage, returnedBy, access }) => [docId, stage, returnedBy, access]);
  return JSON.stringify([status, ...standings.map((one) => JSON.stringify(one)).toSorted()]);
}

/** Whether the chain that was kept is as long as the list says. */
export function isChainAsListed(text: string, note: Pick<NoteOnHub, 'stage' | 'returnedBy'>): boolean {
  const kept = noteRecordsReplySchema.safeParse(JSON.parse(text)).data;
  if (!kept) return false;
  const stage = noteStageSchema.parse(stageOf(kept.records, null));
  return JSON.stringify([stage, returnedBy(kept.records)]) === JSON.stringify([note.stage, note.returnedBy]);
}
