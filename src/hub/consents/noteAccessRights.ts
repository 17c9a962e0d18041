import { noteAccess, standingOf, type NoteAccess } from '../../domain/consents/consents.ts';
import { dayAt, formatDay } from '../../domain/time/zonedTime.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { GROUP_SUBJECT } from '../../protocol/notebook/docId.ts';
import type { Records } from '../records/openRecords.ts';

/** By what somebody reads each note of a group, by the note's subject. */
export type AccessOf = (subject: string) => NoteAccess;

/** What of a group's notes somebody may read, of those who may read notes there at all (SG84 to SG86). */
export interface NoteAccessRights {
  /** Whether they are assigned to the group, and so of those who treat its members. */
  isOfTeam(staffId: string, groupId: string): Promise<boolean>;
  of(staffId: string, groupId: string): Promise<AccessOf>;
}

export type NoteAccessDeps = {
  readonly records: Pick<Records, 'groupStaff' | 'consents' | 'emergencies' | 'practice'>;
  readonly now: () => number;
};

/** The day in the practice's zone. */
export async function practiceToday(practice: Records['practice'], now: number): Promise<string> {
  const found = await practice.find();
  return formatDay(dayAt(now, found?.timeZone ?? 'UTC'));
}

export function createNoteAccessRights({ records, now }: NoteAccessDeps): NoteAccessRights {
  const isOfTeam = async (staffId: string, groupId: string) =>
    (await records.groupStaff.listOfGroup(groupId)).includes(staffId);

  return {
    isOfTeam,
    async of(staffId, groupId) {
      if (await isOfTeam(staffId, groupId)) return () => 'team';
      const today = await practiceToday(records.practice, now());
      const consenting = new Set(
        (await records.consents.listOfGroup(groupId))
          .filter(
            ({ scope, withdrawal, ...consent }) =>
              scope === 'tpo' && standingOf(consent, withdrawal, today) === 'inForce',
          )
          .map(({ memberId }) => memberId),
      );
      const isEmergency = await records.emergencies.isOpen(staffId, groupId, now());
      // The group's own note is of nobody: it names no member (NO11).
      return (subject) =>
        subject === GROUP_SUBJECT
          ? 'team'
          : noteAccess({ isOfTeam: false, hasConsent: consenting.has(subject), isEmergency });
    },
  };
}

/** @throws CirclewellError `forbidden` (`notes.withheld`) */
export function assertNotWithheld(access: AccessOf, subject: string): NoteAccess {
  const by = access(subject);
  if (by === 'withheld')
    throw new CirclewellError('forbidden', 'The member’s notes are withheld', 'notes.withheld');
  return by;
}
