import type { SessionNotesReply } from '../../protocol/api/notes.ts';
import type { AccessOf } from '../consents/noteAccessRights.ts';
import { notesOnHub } from './notesOnHub.ts';
import type { SessionNotes } from './sessionNotes.ts';

/** What a workstation is told of a session whose notes are to be written (SG21, SG22), but for what is withheld from its account (SG85). */
export function toSessionReply(
  notes: SessionNotes,
  { access, isOfTeam }: { readonly access: AccessOf; readonly isOfTeam: boolean },
): SessionNotesReply {
  const isTold = ({ memberId }: { readonly memberId: string }) => access(memberId) !== 'withheld';
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
    ratings: notes.ratings.filter(isTold),
    settings,
    attestation,
    notes: notesOnHub({ ...notes, access }),
    isOfTeam,
  };
}
