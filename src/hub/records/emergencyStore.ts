/** Somebody's access to a roster in an emergency (ID80). */
export type EmergencyRecord = {
  readonly id: string;
  readonly groupId: string;
  readonly staffId: string;
  /** Sealed at rest. */
  readonly reason: string;
  readonly openedAt: number;
  readonly endsAt: number;
  readonly reviewedAt: number | null;
  readonly reviewedBy: string | null;
};

export interface EmergencyStore {
  add(access: EmergencyRecord): Promise<void>;
  find(id: string): Promise<EmergencyRecord | null>;
  /** Whether somebody has one to this group that lasts. */
  isOpen(staffId: string, groupId: string, at: number): Promise<boolean>;
  /** Those that nobody has reviewed, the newest first. */
  listUnreviewed(): Promise<EmergencyRecord[]>;
  /** The first review stays: null where there was one, or no such access. */
  review(id: string, by: string, at: number): Promise<EmergencyRecord | null>;
}
