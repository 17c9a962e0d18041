import type { Me, Staff } from '../../../src/protocol/api/accounts.ts';

/** What an account may do outside a session. The hub checks it again; here it only keeps buttons away that would be refused. */
export type Rights = {
  readonly editGroups: boolean;
  readonly editRoster: boolean;
  /** Seeing which consents members have given, and recording them (SG83). */
  readonly seeConsents: boolean;
  readonly keepConsents: boolean;
  readonly planSessions: boolean;
  readonly seeReports: boolean;
  readonly seeStaff: boolean;
  readonly manageStaff: boolean;
  readonly editDecks: boolean;
  readonly readAudit: boolean;
  readonly operateHub: boolean;
  /** Opening a roster in an emergency (ID80); not offered to who sees every group. */
  readonly openEmergency: boolean;
  /** Saying how notes are written in the practice (SG12). */
  readonly settleNotes: boolean;
};

export const NO_RIGHTS: Rights = {
  editGroups: false,
  editRoster: false,
  seeConsents: false,
  keepConsents: false,
  planSessions: false,
  seeReports: false,
  seeStaff: false,
  manageStaff: false,
  editDecks: false,
  readAudit: false,
  operateHub: false,
  openEmergency: false,
  settleNotes: false,
};

/** The rights of a role (domain.md 9.2); the owner has an administrator's too. */
export function rightsOf({ staff }: Me): Rights {
  const { role } = staff;
  const isAdmin = staff.isOwner || role === 'administrator';
  return {
    editGroups: isAdmin || role === 'lead',
    editRoster: isAdmin || role === 'lead' || role === 'coFacilitator',
    seeConsents: isAdmin || role !== 'noteTaker',
    keepConsents: isAdmin || role === 'lead' || role === 'coFacilitator',
    planSessions: isAdmin || role === 'lead' || role === 'coFacilitator',
    seeReports: role !== 'administrator',
    seeStaff: isAdmin || role === 'lead' || role === 'supervisor',
    manageStaff: isAdmin,
    editDecks: role === 'lead' || role === 'coFacilitator' || role === 'supervisor',
    readAudit: isAdmin,
    operateHub: isAdmin,
    settleNotes: isAdmin || role === 'supervisor',
    openEmergency: !isAdmin && (role === 'lead' || role === 'coFacilitator'),
  };
}

/** Whether somebody may change an account of the staff: those who manage staff, and the owner's only the owner (ID8). */
export function canManage(me: Me, staff: Staff): boolean {
  return rightsOf(me).manageStaff && (!staff.isOwner || me.staff.isOwner);
}
