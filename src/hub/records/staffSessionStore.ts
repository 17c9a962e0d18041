import type { BrowserKind, SystemKind } from '../../protocol/api/signIns.ts';

/** A staff member's sign-in on one browser. The token is never stored: `tokenHash` is its SHA-256, in hex. */
export type StaffSession = {
  readonly tokenHash: string;
  readonly staffId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** When its holder last showed the account's passphrase (ID65). */
  readonly confirmedAt: number;
  /** Since when it is locked; null while it is not (ID70). */
  readonly lockedAt: number | null;
  readonly device: Device;
};

/** From what kind of browser and system a sign-in came, each null where it is of no kind that is told apart (ID60). */
export type Device = { readonly browser: BrowserKind | null; readonly system: SystemKind | null };

export interface StaffSessionStore {
  add(session: StaffSession): Promise<void>;
  find(tokenHash: string): Promise<StaffSession | null>;
  touch(tokenHash: string, lastSeenAt: number): Promise<void>;
  /** Notes that the passphrase was shown, which also unlocks. */
  confirm(tokenHash: string, confirmedAt: number): Promise<void>;
  /** Locks it; one that is locked stays so since when it was. */
  lock(tokenHash: string, lockedAt: number): Promise<void>;
  setDevice(tokenHash: string, device: Device): Promise<void>;
  /** All of somebody's, the one seen last first. */
  listOf(staffId: string): Promise<StaffSession[]>;
  remove(tokenHash: string): Promise<void>;
  /** Ends all of somebody's sign-ins but `except`, if one is named. */
  removeAllOf(staffId: string, except?: string): Promise<void>;
  /** Forgets sign-ins that began before `createdBefore` or were last seen before `seenBefore`. */
  removeStale(limits: { createdBefore: number; seenBefore: number }): Promise<void>;
}
