import type { StaffRole } from '../../protocol/session/people.ts';

/** All that somebody of the staff may want to do with notes. */
export const NOTE_ACTIONS = [
  'read',
  'write',
  'handOver',
  'sign',
  'cosign',
  'amend',
  'keepProcessNotes',
  'readSettings',
  'settle',
] as const;
export type NoteAction = (typeof NOTE_ACTIONS)[number];

/**
 * Who may do what with notes (SG10; domain.md 2.6, 2.7 and 9.2). What is not named is refused. In which groups a role's rights hold is
 * the hub's to know; that a credential is needed as well, `signing.ts` says; process notes are their author's, whatever the role.
 *
 * A supervisor reads, co-signs and adds, and writes no member's note. An administrator sees none, and settles how they are written.
 */
const ROLES: Readonly<Record<NoteAction, readonly StaffRole[]>> = {
  read: ['lead', 'coFacilitator', 'noteTaker', 'supervisor'],
  write: ['lead', 'coFacilitator', 'noteTaker'],
  handOver: ['lead', 'coFacilitator', 'noteTaker'],
  sign: ['lead', 'coFacilitator', 'supervisor'],
  cosign: ['supervisor'],
  amend: ['lead', 'coFacilitator', 'supervisor'],
  keepProcessNotes: ['lead', 'coFacilitator', 'noteTaker', 'supervisor'],
  readSettings: ['lead', 'coFacilitator', 'noteTaker', 'supervisor', 'administrator'],
  settle: ['supervisor', 'administrator'],
};

/** The roles that may do it. */
export function rolesThatMay(action: NoteAction): readonly StaffRole[] {
  return ROLES[action];
}

export function mayRole(role: StaffRole, action: NoteAction): boolean {
  return ROLES[action].includes(role);
}
