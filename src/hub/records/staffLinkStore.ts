import type { StaffLinkKind } from '../../protocol/api/staffLinks.ts';

/** A link by which somebody chooses the passphrase of their account. The token is never stored: `tokenHash` is its SHA-256, in hex. */
export type StaffLinkRecord = {
  readonly staffId: string;
  readonly tokenHash: string;
  readonly kind: StaffLinkKind;
  readonly createdAt: number;
  /** The instant from which it opens nothing any more. */
  readonly expiresAt: number;
};

export interface StaffLinkStore {
  /** Ends the account's link there is, and adds a new one, in one step. */
  replace(link: StaffLinkRecord): Promise<void>;
  findByTokenHash(tokenHash: string): Promise<StaffLinkRecord | null>;
  findOf(staffId: string): Promise<StaffLinkRecord | null>;
  list(): Promise<StaffLinkRecord[]>;
  /** Uses a link up: of two at once one is told true. */
  take(tokenHash: string): Promise<boolean>;
  removeOf(staffId: string): Promise<void>;
}
