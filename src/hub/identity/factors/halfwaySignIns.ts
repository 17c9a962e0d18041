import type { Halfway } from '../../../protocol/api/factors.ts';
import type { StaffAccount, StaffStore } from '../../records/staffStore.ts';
import { hashToken, newToken } from '../tokens.ts';

/** How long half a sign-in is good for, in milliseconds (ID41): who sets a factor up may have to find an app first. */
export const HALFWAY_MS = { secondFactor: 5 * 60_000, setUpFactor: 15 * 60_000 } as const;
/** The most tickets kept; the oldest goes first. Each took a right passphrase. */
const MAX_KEPT = 1_000;

/** What is still to be done: give the second factor, or set one up first (ID49). */
export type HalfwayPurpose = Halfway['next'];

type Ticket = {
  readonly staffId: string;
  readonly purpose: HalfwayPurpose;
  /** As it was when the passphrase was right: a changed one ends the ticket. */
  readonly passphraseHash: string | null;
  readonly expiresAt: number;
};

/** Tickets between the two steps of a sign-in. In memory: a restart voids them all. */
export interface HalfwaySignIns {
  /** @returns the token for the cookie; it is kept nowhere. */
  issue(account: StaffAccount, purpose: HalfwayPurpose): string;
  /** Whose it is; null if the ticket is unknown, over, or for something else. Looking does not use it up. */
  find(token: string, purpose: HalfwayPurpose): Promise<StaffAccount | null>;
  /** Uses a ticket up, and tells whose it is as `find` does, by what is so now. Of two at once one is told so. */
  take(token: string, purpose: HalfwayPurpose): Promise<StaffAccount | null>;
  end(token: string): void;
  endAllOf(staffId: string): void;
}

export function createHalfwaySignIns({
  staff,
  now,
}: {
  staff: Pick<StaffStore, 'find'>;
  now: () => number;
}): HalfwaySignIns {
  /** By the hash of the token, in the order of issue. */
  const kept = new Map<string, Ticket>();

  function makeRoom(): void {
    for (const [hash, { expiresAt }] of kept) {
      if (kept.size >= MAX_KEPT || expiresAt <= now()) kept.delete(hash);
    }
  }

  async function find(token: string, purpose: HalfwayPurpose): Promise<StaffAccount | null> {
    const found = kept.get(hashToken(token));
    if (!found || found.purpose !== purpose || found.expiresAt <= now()) return null;
    const account = await staff.find(found.staffId);
    const isSame = account?.isActive === true && account.passphraseHash === found.passphraseHash;
    return isSame ? account : null;
  }

  return {
    issue({ id, passphraseHash }, purpose) {
      makeRoom();
      const token = newToken(256);
      kept.set(hashToken(token), {
        staffId: id,
        purpose,
        passphraseHash,
        expiresAt: now() + HALFWAY_MS[purpose],
      });
      return token;
    },
    find,
    async take(token, purpose) {
      const account = await find(token, purpose);
      return kept.delete(hashToken(token)) ? account : null;
    },
    end: (token) => void kept.delete(hashToken(token)),
    endAllOf(staffId) {
      for (const [hash, ticket] of kept) if (ticket.staffId === staffId) kept.delete(hash);
    },
  };
}
