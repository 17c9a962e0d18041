import type { Me, Staff } from '../../../src/protocol/api/accounts.ts';

/** Whether an account is assigned to groups one by one: supervisors see every group, administrators take part in none. */
const isAssignable = (staff: Staff): boolean =>
  staff.role === 'lead' || staff.role === 'coFacilitator' || staff.role === 'noteTaker';

/** Whom the dialog offers: those who can be assigned, and those who are (CO40). */
export function teamChoices(all: readonly Staff[], assigned: readonly string[]): readonly Staff[] {
  return all.filter((staff) => assigned.includes(staff.id) || (staff.isActive && isAssignable(staff)));
}

/** A new group begins with whoever makes it. */
export function firstTeam(me: Me): readonly string[] {
  return isAssignable(me.staff) ? [me.staff.id] : [];
}
