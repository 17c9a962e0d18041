import type * as Y from 'yjs';
import { blockingOf, checkNote } from '../../../../src/domain/notes/checks/checkNote.ts';
import { isLateEntry } from '../../../../src/domain/notes/signing.ts';
import type { HandOver } from '../../../../src/domain/notes/stage.ts';
import type { SessionNotesReply, SignNotesBody } from '../../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import type { NoteDraft } from '../../../../src/protocol/notes/note.ts';
import { clashesIn } from '../../../notebook/documents/clashes.ts';
import { readHandOver } from '../../../notebook/documents/noteAbout.ts';
import { readNoteDraft } from '../../../notebook/documents/noteDraft.ts';
import { stateNow, type StateVector } from '../../../notebook/documents/signedState.ts';
import { fieldsApart } from '../../../notebook/documents/wholeValues.ts';
import { checkContextOf } from './checkContext.ts';
import { groupNoteId, isWritable, stageOfEntry, type NoteEntry } from './entries.ts';

/** A note that is not signed yet, and what keeps it from being signed now, if anything (WR50). */
export type ToSign = {
  readonly entry: NoteEntry;
  readonly draft: NoteDraft;
  /** How far the document went of which that is the draft. */
  readonly state: StateVector;
  readonly handOver: HandOver | null;
  readonly isLate: boolean;
  readonly hindrance:
    | 'notOpened'
    | 'changedSince'
    | 'handedToAnother'
    | 'twoVersions'
    | 'twoChoices'
    | 'blocked'
    | null;
};

export type ToSignContext = {
  readonly reply: SessionNotesReply;
  readonly entries: readonly NoteEntry[];
  readonly docOf: (docId: DocId) => Y.Doc | undefined;
  /** What each note said when the signer looked at it last in this visit. */
  readonly seen: ReadonlyMap<DocId, string>;
  readonly signerId: string;
  readonly now: number;
};

/** The notes of a session that are to be signed, in their order. */
export function notesToSign(context: ToSignContext): readonly ToSign[] {
  const { reply, entries, docOf, seen, signerId, now } = context;
  const groupDoc = docOf(groupNoteId(reply));
  return entries.flatMap((entry): readonly ToSign[] => {
    const doc = docOf(entry.docId);
    if (!doc || !groupDoc) return [];
    const handOver = readHandOver(doc);
    const stage = stageOfEntry(entry, handOver);
    if (!isWritable(stage)) return [];
    const draft = readNoteDraft(doc, groupDoc, basisOf(entry, reply));
    const isBlocked = () =>
      // The member's last note hinders nobody (NO38).
      blockingOf(checkNote(draft, checkContextOf(reply, entry, { entries, docOf, last: null }))).length > 0;
    const hindrance =
      stage.stage === 'ready' && stage.signerId !== signerId
        ? 'handedToAnother'
        : !seen.has(entry.docId)
          ? 'notOpened'
          : seen.get(entry.docId) !== wordsOf(draft)
            ? 'changedSince'
            : clashesIn(doc).length > 0
              ? 'twoVersions'
              : fieldsApart(doc).length > 0
                ? 'twoChoices'
                : isBlocked()
                  ? 'blocked'
                  : null;
    const isLate = entry.onHub !== null && isLateEntry(entry.onHub.dueAt, now);
    return [{ entry, draft, state: stateNow(doc), handOver, isLate, hindrance }];
  });
}

/** All that a draft says, as one text: another where it says anything else. Unlike what is hashed it is there of every draft. */
export function wordsOf(draft: NoteDraft): string {
  return JSON.stringify(draft);
}

/** What a note of a session is read by. */
export function basisOf({ docId, kind, facts }: NoteEntry, { settings }: SessionNotesReply) {
  return { docId, kind, facts, usualFormat: settings.format };
}

/** What is sent for the notes that were chosen. */
export function signBody(chosen: readonly ToSign[], passphrase: string, lateReason: string): SignNotesBody {
  return {
    passphrase,
    notes: chosen.map(({ entry, draft, handOver }) => ({
      docId: entry.docId,
      draft,
      hasOpened: true,
      // Of what is not late by the hub's clock it is left out there.
      lateReason: lateReason.trim(),
      handOver,
    })),
  };
}
