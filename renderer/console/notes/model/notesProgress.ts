import type { NotesSession } from '../../../../src/protocol/api/notes.ts';
import { isWritable } from './entries.ts';

/** How far a session's notes are (WR10). */
export function notesProgress({ notes }: Pick<NotesSession, 'notes'>) {
  const due = notes.filter(({ stage }) => isWritable(stage));
  return {
    total: notes.length,
    /** Not signed by anybody yet. */
    due: due.length,
    signed: notes.length - due.length,
    /** Signed, and waiting for a co-signature. */
    waiting: notes.filter(({ stage }) => stage.stage === 'awaitingCosignature').length,
    firstDueAt: due.length === 0 ? null : Math.min(...due.map(({ dueAt }) => dueAt)),
  };
}
