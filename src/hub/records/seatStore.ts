/** A member's place in a group: stable for as long as both exist, so that a return finds the same seat. */
export type SeatRecord = { readonly id: string; readonly memberId: string; readonly groupId: string };

/** What a member's browser holds after the door. The token itself is never stored: `tokenHash` is its SHA-256, in hex. */
export type SeatKey = { readonly tokenHash: string; readonly seatId: string; readonly createdAt: number };

export interface SeatStore {
  add(seat: SeatRecord): Promise<void>;
  find(id: string): Promise<SeatRecord | null>;
  findOfMember(memberId: string): Promise<SeatRecord | null>;
  addKey(key: SeatKey): Promise<void>;
  findKey(tokenHash: string): Promise<SeatKey | null>;
  /** Ends every browser's hold on the seat. */
  removeKeysOf(seatId: string): Promise<void>;
  /** Forgets keys made before an instant. */
  removeKeysBefore(createdBefore: number): Promise<void>;
}
