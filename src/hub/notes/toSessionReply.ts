import type { LastGoals, SessionNotesReply } from '../../protocol/api/notes.ts';
import { notesOnHub } from './notesOnHub.ts';
import type { SessionNotes } from './sessionNotes.ts';

/** What a workstation is told of a session whose notes are to be written (SG21, SG22). */
export function toSessionReply(notes: SessionNotes, lastGoals: LastGoals[]): SessionNotesReply {
  const { sessionId, groupId, status, settings, attestation, memberNotes, mayHaveAbsenceNote } = notes;
  return {
    sessionId,
    groupId,
    status,
    facts: { session: notes.session, members: [...notes.members.values()] },
    memberNotes: [...memberNotes],
    mayHaveAbsenceNote: [...mayHaveAbsenceNote],
    people: notes.people.map(({ names, ...person }) => ({ ...person, names: [...names] })),
    signers: notes.signers.map(({ account: { id, displayName, role }, signature }) => ({
      staffId: id,
      name: displayName,
      role,
      credential: signature?.credential ?? null,
    })),
    ratings: [...notes.ratings],
    lastGoals,
    settings,
    attestation,
    notes: notesOnHub(notes),
  };
}
