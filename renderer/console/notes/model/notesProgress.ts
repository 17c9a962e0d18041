import type { NotesSession } from '../../../../src/protocol/api/notes.ts';
import { isWritable } from './entries.ts';

/** How far a session's notes are (WR10). */
export function notesProgress({ notes }: Pick<NotesSession, 'notes'>) {
  // A withheld one is as good as not there: where it stands is not told.
  const told = notes.filter(({ access }) => access !== 'withheld');
  const due = told.filter(({ stage }) => isWritable(stage));
  return {
    total: told.length,
    withheld: notes.length - told.length,
    /** Not signed by anybody yet. */
    due: due.length,
    signed: told.length - due.length,
    /** Signed, and waiting for a co-signature. */
    waiting: told.filter(({ stage }) => stage.stage === 'awaitingCosignature').length,
    firstDueAt: due.length === 0 ? null : Math.min(...due.map(({ dueAt }) => dueAt)),
  };
}
