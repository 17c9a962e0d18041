import { CirclewellError } from '../../protocol/errors.ts';
import type { EmergencyRecord, EmergencyStore } from '../records/emergencyStore.ts';
import type { GroupStaffStore } from '../records/groupStaffStore.ts';
import type { GroupStore, TherapyGroup } from '../records/groupStore.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import type { GroupRights } from './groupRights.ts';

/** How long an emergency access lasts, in milliseconds (ID80). */
export const EMERGENCY_MS = 60 * 60_000;

type Person = Pick<StaffAccount, 'id' | 'role' | 'isOwner'>;

/** Rosters opened in an emergency by clinicians who do not see the group (45 CFR 164.312(a)(2)(ii); ID80 to ID83). */
export interface EmergencyAccess {
  /** The groups of which something is kept from somebody. */
  unseenGroups(person: Person): Promise<TherapyGroup[]>;
  /** @throws CirclewellError `not_found`, `conflict` (`emergency.notNeeded`) where nothing of it is kept from them. */
  open(person: Person, groupId: string, reason: string): Promise<EmergencyRecord>;
  /** Somebody's own that lasts. @throws CirclewellError `not_found`, `gone` (`emergency.over`). */
  findOpen(person: Person, accessId: string): Promise<EmergencyRecord>;
  /** What waits for somebody's review, the newest first. */
  toReview(person: Person): Promise<EmergencyRecord[]>;
  /** @throws CirclewellError `not_found` where none of that id waits for their review. */
  review(person: Person, accessId: string): Promise<EmergencyRecord>;
}

export type EmergencyAccessDeps = {
  readonly emergencies: EmergencyStore;
  readonly groups: Pick<GroupStore, 'list'>;
  readonly groupStaff: Pick<GroupStaffStore, 'listOfStaff'>;
  readonly groupRights: Pick<GroupRights, 'seenBy' | 'takenPartInBy'>;
  readonly now: () => number;
  readonly newId: () => string;
};

export function createEmergencyAccess(deps: EmergencyAccessDeps): EmergencyAccess {
  const { emergencies, groups, groupStaff, groupRights, now, newId } = deps;

  /** Groups of which nothing is kept from somebody: those they see, but for those whose notes they read by consent alone (SG86). */
  async function hasAll(person: Person): Promise<(groupId: string) => boolean> {
    const isSeen = await groupRights.seenBy(person);
    const takesPart = await groupRights.takenPartInBy(person);
    const own = await groupStaff.listOfStaff(person.id);
    return (groupId) => isSeen(groupId) && (own.has(groupId) || !takesPart(groupId));
  }

  async function reviewedBy(person: Person): Promise<(access: EmergencyRecord) => boolean> {
    const isManager = person.isOwner || person.role === 'administrator';
    const led = person.role === 'lead' ? await groupStaff.listOfStaff(person.id) : new Set<string>();
    return ({ staffId, groupId }) => staffId !== person.id && (isManager || led.has(groupId));
  }

  async function toReview(person: Person): Promise<EmergencyRecord[]> {
    return (await emergencies.listUnreviewed()).filter(await reviewedBy(person));
  }

  return {
    async unseenGroups(person) {
      const hasAllOf = await hasAll(person);
      return (await groups.list()).filter(({ id }) => !hasAllOf(id));
    },
    async open(person, groupId, reason) {
      if (!(await groups.list()).some(({ id }) => id === groupId))
        throw new CirclewellError('not_found', 'There is no such group');
      if ((await hasAll(person))(groupId))
        throw new CirclewellError('conflict', 'They see all of the group already', 'emergency.notNeeded');
      const openedAt = now();
      const access = {
        id: newId(),
        groupId,
        staffId: person.id,
        reason,
        openedAt,
        endsAt: openedAt + EMERGENCY_MS,
        reviewedAt: null,
        reviewedBy: null,
      };
      await emergencies.add(access);
      return access;
    },
    async findOpen(person, accessId) {
      const access = await emergencies.find(accessId);
      if (access?.staffId !== person.id) throw new CirclewellError('not_found', 'There is no such access');
      if (now() >= access.endsAt)
        throw new CirclewellError('gone', 'The emergency access is over', 'emergency.over');
      return access;
    },
    toReview,
    async review(person, accessId) {
      const isTheirs = (await toReview(person)).some(({ id }) => id === accessId);
      const reviewed = isTheirs ? await emergencies.review(accessId, person.id, now()) : null;
      if (!reviewed) throw new CirclewellError('not_found', 'There is no such access to review');
      return reviewed;
    },
  };
}
