import { rolesThatMay } from '../notes/noteRights.ts';
import type { StaffRole } from '../../protocol/session/people.ts';

const CLINICAL = ['lead', 'coFacilitator', 'noteTaker', 'supervisor'] as const satisfies readonly StaffRole[];
const ALL = [...CLINICAL, 'administrator'] as const satisfies readonly StaffRole[];
const ROSTER_KEEPERS = ['lead', 'coFacilitator', 'administrator'] as const satisfies readonly StaffRole[];

/** All that a staff account may be allowed over HTTP. */
export const PERMISSIONS = [
  'seeGroups',
  'editGroups',
  'editRoster',
  'seeConsents',
  'keepConsents',
  'manageLinks',
  'seeSessions',
  'planSessions',
  'joinSessions',
  'seeReports',
  'seeDecks',
  'editDecks',
  'seeStaff',
  'manageStaff',
  'readAudit',
  'operateHub',
  'openEmergency',
  'keepNotebook',
  'readNotes',
  'settleNotes',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Who may do what over HTTP (domain.md 9.2; product.md, "Who uses it"). What is not listed is refused. The hub asks this table, and the
 * console draws by it (CO83). What may be done inside a session is the table of `session/permissions.ts`.
 *
 * An administrator sees the roster's names and no attendance: reports for them come without names.
 */
const ROLES: Readonly<Record<Permission, readonly StaffRole[]>> = {
  seeGroups: ALL,
  editGroups: ['lead', 'administrator'],
  editRoster: ROSTER_KEEPERS,
  // Whoever is to know why something is withheld; whoever would read by a consent does not record it (SG83).
  seeConsents: [...ROSTER_KEEPERS, 'supervisor'],
  keepConsents: ROSTER_KEEPERS,
  manageLinks: ROSTER_KEEPERS,
  seeSessions: ALL,
  planSessions: ROSTER_KEEPERS,
  joinSessions: CLINICAL,
  seeReports: CLINICAL,
  seeDecks: ALL,
  editDecks: ['lead', 'coFacilitator', 'supervisor'],
  seeStaff: ['lead', 'supervisor', 'administrator'],
  manageStaff: ['administrator'],
  readAudit: ['administrator'],
  operateHub: ['administrator'],
  // Clinicians who answer for people; the owner by their role alone (ID80).
  openEmergency: ['lead', 'coFacilitator', 'supervisor'],
  // Which feed, and what in it, is the table of `src/hub/notebook/notebookRights.ts`.
  keepNotebook: CLINICAL,
  // The table of notes says who (SG10); which of them is for who takes part in the group (SG11).
  readNotes: rolesThatMay('read'),
  settleNotes: rolesThatMay('settle'),
};

/** What of an account its rights go by. */
export type RightsHolder = { readonly role: StaffRole; readonly isOwner: boolean };

/** Whether an account may do something. The owner may do all that an administrator may, whatever the role. */
export function isAllowed(account: RightsHolder, permission: Permission): boolean {
  const roles = ROLES[permission];
  return roles.includes(account.role) || (account.isOwner && roles.includes('administrator'));
}
