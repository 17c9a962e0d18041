import { CirclewellError } from '../../protocol/errors.ts';
import type { StaffRole } from '../../protocol/session/people.ts';
import type { GroupStaffStore } from '../records/groupStaffStore.ts';
import type { StaffAccount } from '../records/staffStore.ts';

type Scope = 'every' | 'assigned' | 'none';
type Person = Pick<StaffAccount, 'id' | 'role' | 'isOwner'>;

/**
 * In which groups a role's rights hold (domain.md 9.2: "if assigned", "own members"; ID33). What somebody may do there
 * is the table of `permissions.ts`.
 */
export const GROUP_SCOPES: Readonly<Record<'see' | 'takePart', Readonly<Record<StaffRole, Scope>>>> = {
  /** The plan, the roster, the sessions. */
  see: {
    lead: 'assigned',
    coFacilitator: 'assigned',
    noteTaker: 'assigned',
    supervisor: 'every',
    administrator: 'every',
  },
  /** Live sessions, and who was there. */
  takePart: {
    lead: 'assigned',
    coFacilitator: 'assigned',
    noteTaker: 'assigned',
    supervisor: 'every',
    administrator: 'none',
  },
};

/** Somebody asked for a group that they do not see. To them it is as one that is not there; the audit knows better (AU14). */
export class UnseenError extends CirclewellError {
  override readonly name = 'UnseenError';
}

/** Tells in which groups an account's rights hold. */
export interface GroupRights {
  /** Which groups somebody sees, for a list. */
  seenBy(person: Person): Promise<(groupId: string) => boolean>;
  /** In which groups' sessions somebody takes part, for a list. */
  takenPartInBy(person: Person): Promise<(groupId: string) => boolean>;
  /**
   * @param what what was asked for; where it is none of theirs, it answers as where it is not there.
   * @throws UnseenError `not_found` where they do not see the group.
   */
  assertSees(person: Person, groupId: string, what?: 'group' | 'session'): Promise<void>;
  /**
   * For a session of the group.
   * @throws CirclewellError as `assertSees`, and `forbidden` (`group.notAssigned`) where they see it and take no part.
   */
  assertTakesPart(person: Person, groupId: string): Promise<void>;
}

export function createGroupRights({ groupStaff }: { groupStaff: GroupStaffStore }): GroupRights {
  async function within(scope: Scope, person: Person): Promise<(groupId: string) => boolean> {
    if (scope !== 'assigned') return () => scope === 'every';
    const own = await groupStaff.listOfStaff(person.id);
    return (groupId) => own.has(groupId);
  }
  // The owner has an administrator's rights too, whatever the role.
  const seenBy = (person: Person) =>
    within(person.isOwner ? GROUP_SCOPES.see.administrator : GROUP_SCOPES.see[person.role], person);

  const takenPartInBy = (person: Person) => within(GROUP_SCOPES.takePart[person.role], person);

  async function assertSees(person: Person, groupId: string, what = 'group'): Promise<void> {
    if (!(await seenBy(person))(groupId)) throw new UnseenError('not_found', `There is no such ${what}`);
  }

  return {
    seenBy,
    takenPartInBy,
    assertSees,
    async assertTakesPart(person, groupId) {
      await assertSees(person, groupId, 'session');
      if (!(await takenPartInBy(person))(groupId))
        throw new CirclewellError('forbidden', 'Not assigned to the group', 'group.notAssigned');
    },
  };
}
