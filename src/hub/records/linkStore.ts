/** A member's personal link. The token is never stored: `tokenHash` is its SHA-256, in hex. */
export type LinkRecord = {
  readonly id: string;
  readonly seatId: string;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
};

export interface LinkStore {
  /** Revokes the seat's links there are and adds a new one, in one step. */
  replace(link: LinkRecord): Promise<void>;
  /** Also finds revoked links, so that the door can say what happened. */
  findByTokenHash(tokenHash: string): Promise<LinkRecord | null>;
  /** The newest link of each member who has ever had one, by member id. */
  newestOfGroup(groupId: string): Promise<ReadonlyMap<string, LinkRecord>>;
  newestOfSeat(seatId: string): Promise<LinkRecord | null>;
  /** False, and nothing changed, if it is revoked by now. */
  markUsed(id: string, at: number): Promise<boolean>;
  /** False if no link of the seat was active. */
  revoke(seatId: string, at: number): Promise<boolean>;
}
