/** Which staff are assigned to which group: who leads it, co-leads it, takes its notes (domain.md 9.2). */
export interface GroupStaffStore {
  /** Assigns these and nobody else. @throws Error where the group or an account is not there; then nothing changes. */
  assign(groupId: string, staffIds: readonly string[]): Promise<void>;
  /** In the order in which the accounts were made. */
  listOfGroup(groupId: string): Promise<string[]>;
  /** group id → those assigned to it; a group without any is absent. */
  listByGroup(): Promise<ReadonlyMap<string, readonly string[]>>;
  listOfStaff(staffId: string): Promise<ReadonlySet<string>>;
}
