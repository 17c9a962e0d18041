import { absentFacts } from '../../../../src/domain/notes/facts.ts';
import { handOverAfter, stageOf, type HandOver } from '../../../../src/domain/notes/stage.ts';
import type { NoteOnHub, SessionNotesReply } from '../../../../src/protocol/api/notes.ts';
import { GROUP_SUBJECT, noteDocId, type DocId } from '../../../../src/protocol/notebook/docId.ts';
import type { NoteFacts, NoteMemberFacts } from '../../../../src/protocol/notes/facts.ts';
import type { NoteKind } from '../../../../src/protocol/notes/formats.ts';
import type { NoteStage } from '../../../../src/protocol/notes/note.ts';

/** One note of a session, in the order in which they are written (WR11). */
export type NoteEntry = {
  readonly docId: DocId;
  readonly subject: string;
  readonly kind: Exclude<NoteKind, 'addendum'>;
  readonly facts: NoteFacts;
  readonly onHub: NoteOnHub | null;
  /** Its place among the members' notes, from 1; null for the group's and for absence notes. */
  readonly place: number | null;
};

export function groupNoteId({ groupId, sessionId }: Pick<SessionNotesReply, 'groupId' | 'sessionId'>): DocId {
  return noteDocId({ groupId, sessionId }, GROUP_SUBJECT);
}

/** A session's notes: the group's, each member's who was there, and absence notes that are wanted or there (NO14, WR11). */
export function noteEntries(
  reply: SessionNotesReply,
  wantedAbsences: ReadonlySet<string>,
): readonly NoteEntry[] {
  const entry = (kind: NoteEntry['kind'], memberId: string | null, place: number | null): NoteEntry => {
    const subject = memberId ?? GROUP_SUBJECT;
    const docId = noteDocId(reply, subject);
    return {
      docId,
      subject,
      kind,
      facts: {
        session: reply.facts.session,
        member: memberId === null ? null : memberFacts(reply, memberId),
      },
      onHub: reply.notes.find((note) => note.docId === docId) ?? null,
      place,
    };
  };
  const absences = reply.mayHaveAbsenceNote
    .map((memberId) => entry('absence', memberId, null))
    .filter(
      ({ subject, onHub }) =>
        wantedAbsences.has(subject) || (onHub !== null && onHub.stage.stage !== 'draft'),
    );
  return [
    entry('group', null, null),
    ...reply.memberNotes.map((memberId, at) => entry('member', memberId, at + 1)),
    ...absences,
  ];
}

/** Members for whom an absence note could be added. */
export function absentMembers(
  reply: SessionNotesReply,
  entries: readonly NoteEntry[],
): readonly { readonly id: string; readonly name: string }[] {
  const there = new Set(entries.map(({ subject }) => subject));
  return reply.mayHaveAbsenceNote
    .filter((id) => !there.has(id))
    .map((id) => ({ id, name: nameOf(reply, id) }));
}

/** Where a note stands, by what the hub knows and by its draft's hand-over, if no return came after it (NO50, NO53). */
export function stageOfEntry({ onHub }: Pick<NoteEntry, 'onHub'>, handOver: HandOver | null): NoteStage {
  if (onHub !== null && onHub.stage.stage !== 'draft') return onHub.stage;
  const returnedBy = onHub?.returnedBy ?? null;
  return stageOf([], returnedBy === null ? handOver : handOverAfter(returnedBy, handOver));
}

/** Whether a note's text can still be written. */
export function isWritable({ stage }: NoteStage): boolean {
  return stage === 'draft' || stage === 'ready';
}

export function nameOf(reply: Pick<SessionNotesReply, 'people'>, id: string): string {
  return reply.people.find((person) => person.id === id)?.name ?? '';
}

/** What the members of a session are called, those who have left since too. */
export function memberNamesIn({ people }: Pick<SessionNotesReply, 'people'>): ReadonlyMap<string, string> {
  return new Map(people.filter(({ kind }) => kind === 'member').map(({ id, name }) => [id, name]));
}

function memberFacts(reply: SessionNotesReply, memberId: string): NoteMemberFacts {
  const logged = reply.facts.members.find((member) => member.memberId === memberId);
  return logged ?? absentFacts(memberId, nameOf(reply, memberId));
}
