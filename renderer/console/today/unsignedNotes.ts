import { urgencyOf } from '../../../src/domain/notes/deadline.ts';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { NoteOnHub, NotesSession } from '../../../src/protocol/api/notes.ts';
import { parseDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';
import type { DraftStanding } from '../../notebook/documents/draftStanding.ts';
import { stageOfEntry } from '../notes/model/entries.ts';

/** What is to be done with a note: begin it, go on with it, mend it after a return, sign what was handed over, co-sign. */
export type NoteTask = 'write' | 'goOn' | 'mend' | 'sign' | 'cosign';

/** A note that waits for this account. */
export type UnsignedNote = {
  readonly docId: DocId;
  readonly subject: string;
  /** Null for the group's note. */
  readonly memberId: string | null;
  readonly task: NoteTask;
};

/** A session that is over, with its notes that wait for this account. */
export type UnsignedSession = Pick<NotesSession, 'sessionId' | 'groupId' | 'groupName' | 'serviceDate'> & {
  readonly notes: readonly UnsignedNote[];
  /** When the first of them is due to be signed; null where all are signed and wait for a second signature. */
  readonly dueAt: number | null;
  readonly urgency: ReturnType<typeof urgencyOf>;
};

type Account = { readonly id: string; readonly role: StaffRole };

/**
 * CO82: the notes that wait for an account, what is due first on top.
 * @param drafts by the notes' ids; without one a note counts as not begun and not handed over
 */
export function unsignedNotes(
  sessions: readonly NotesSession[],
  drafts: ReadonlyMap<DocId, DraftStanding>,
  me: Account,
  now: number,
): readonly UnsignedSession[] {
  return sessions
    .filter(({ status }) => status === 'ended')
    .flatMap(({ sessionId, groupId, groupName, serviceDate, notes: all }) => {
      const waiting = all.flatMap((note) => {
        const task = taskOf(note, drafts.get(note.docId), me);
        return task === null ? [] : [{ note, task }];
      });
      const [first] = waiting;
      if (!first) return [];
      const dues = waiting.filter(({ task }) => task !== 'cosign').map(({ note }) => note.dueAt);
      const dueAt = dues.length === 0 ? null : Math.min(...dues);
      const session: UnsignedSession = {
        sessionId,
        groupId,
        groupName,
        serviceDate,
        notes: waiting.map(({ note: { docId, memberId }, task }) => ({
          docId,
          subject: parseDocId(docId).subject,
          memberId,
          task,
        })),
        dueAt,
        urgency: dueAt === null ? 'inTime' : urgencyOf(dueAt, now),
      };
      return [{ session, at: dueAt ?? first.note.dueAt }];
    })
    .toSorted((one, other) => one.at - other.at)
    .map(({ session }) => session);
}

/** The notes of which a draft may be on this workstation. */
export function draftIds(sessions: readonly NotesSession[]): readonly DocId[] {
  return sessions
    .filter(({ status }) => status === 'ended')
    .flatMap(({ notes }) => notes)
    .filter(({ access, stage }) => access !== 'withheld' && stage.stage === 'draft')
    .map(({ docId }) => docId);
}

function taskOf(onHub: NoteOnHub, draft: DraftStanding | undefined, me: Account): NoteTask | null {
  if (onHub.access === 'withheld') return null;
  const stage = stageOfEntry({ onHub }, draft?.handOver ?? null);
  switch (stage.stage) {
    case 'draft':
      if (!mayRole(me.role, 'write')) return null;
      if (onHub.returnedBy !== null) return 'mend';
      return draft?.isBegun === true ? 'goOn' : 'write';
    case 'ready':
      return stage.signerId === me.id ? 'sign' : null;
    case 'awaitingCosignature':
      return mayRole(me.role, 'cosign') && stage.signedBy !== me.id ? 'cosign' : null;
    case 'signed':
    case 'amended':
    case 'enteredInError':
      return null;
  }
}
