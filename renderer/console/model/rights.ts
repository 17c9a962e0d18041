import { isAllowed, type Permission } from '../../../src/domain/practice/permissions.ts';
import type { Me, Staff } from '../../../src/protocol/api/accounts.ts';

/** What the console draws by: rights of the hub's table, without those that everybody has who comes this far. */
type ShownRight = Extract<
  Permission,
  | 'editGroups'
  | 'editRoster'
  | 'seeConsents'
  | 'keepConsents'
  | 'planSessions'
  | 'seeReports'
  | 'seeStaff'
  | 'manageStaff'
  | 'editDecks'
  | 'readAudit'
  | 'operateHub'
  | 'openEmergency'
  | 'settleNotes'
>;

/** What an account may do outside a session. The hub checks it again; here it only keeps buttons away that would be refused. */
export type Rights = Readonly<Record<ShownRight, boolean>>;

export const NO_RIGHTS: Rights = rightsBy(() => false);

/** The rights of an account, by the hub's own table (CO83). An emergency is not offered to who sees every group anyway (ID80). */
export function rightsOf({ staff }: Me): Rights {
  const seesEveryGroup = staff.isOwner || staff.role === 'administrator' || staff.role === 'supervisor';
  return rightsBy((right) => isAllowed(staff, right) && (right !== 'openEmergency' || !seesEveryGroup));
}

function rightsBy(may: (right: ShownRight) => boolean): Rights {
  return {
    editGroups: may('editGroups'),
    editRoster: may('editRoster'),
    seeConsents: may('seeConsents'),
    keepConsents: may('keepConsents'),
    planSessions: may('planSessions'),
    seeReports: may('seeReports'),
    seeStaff: may('seeStaff'),
    manageStaff: may('manageStaff'),
    editDecks: may('editDecks'),
    readAudit: may('readAudit'),
    operateHub: may('operateHub'),
    openEmergency: may('openEmergency'),
    settleNotes: may('settleNotes'),
  };
}

/** Whether somebody may change an account of the staff: those who manage staff, and the owner's only the owner (ID8). */
export function canManage(me: Me, staff: Staff): boolean {
  return rightsOf(me).manageStaff && (!staff.isOwner || me.staff.isOwner);
}
