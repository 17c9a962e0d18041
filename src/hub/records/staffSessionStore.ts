/** A staff member's sign-in on one browser. The token is never stored: `tokenHash` is its SHA-256, in hex. */
export type StaffSession = {
  readonly tokenHash: string;
  readonly staffId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
};

export interface StaffSessionStore {
  add(session: StaffSession): Promise<void>;
  find(tokenHash: string): Promise<StaffSession | null>;
  touch(tokenHash: string, lastSeenAt: number): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** Ends all of somebody's sign-ins but `except`, if one is named. */
  removeAllOf(staffId: string, except?: string): Promise<void>;
  /** Forgets sign-ins that began before `createdBefore` or were last seen before `seenBefore`. */
  removeStale(limits: { createdBefore: number; seenBefore: number }): Promise<void>;
}
