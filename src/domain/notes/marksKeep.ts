import type { NoteRecord } from '../../protocol/notes/note.ts';
import { stageOf } from './stage.ts';

/** For how long a session's marks are kept once its notes are signed, in milliseconds: 30 days (domain.md 3.9). */
export const MARKS_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * When the last of a session's notes was signed for good, a second signature that it needed included, in milliseconds since the Unix epoch; null while
 * one is still to be (MK50).
 * @param chains of every note that is due or was begun, also where it has no record yet, and of those that are neither and have one
 */
export function lockedAt(chains: readonly (readonly NoteRecord[])[]): number | null {
  let last: number | null = null;
  for (const records of chains) {
    const { stage } = stageOf(records, null);
    if (stage !== 'signed' && stage !== 'amended' && stage !== 'enteredInError') return null;
    for (const { content } of records)
      if (content.type === 'signed' || content.type === 'cosigned')
        last = Math.max(last ?? 0, content.signature.signedAt);
  }
  return last;
}

/** When a session's marks are to be deleted, in milliseconds since the Unix epoch; null while one of its notes is still to be signed (MK50). */
export function marksOverAt(chains: readonly (readonly NoteRecord[])[]): number | null {
  const at = lockedAt(chains);
  return at === null ? null : at + MARKS_KEPT_MS;
}
