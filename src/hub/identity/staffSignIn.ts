import type { Halfway } from '../../protocol/api/factors.ts';
import { LOCK_MINUTES } from '../../protocol/api/signIns.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { accountKey, type StaffAccount, type StaffStore } from '../records/staffStore.ts';
import type { StaffSession, StaffSessionStore } from '../records/staffSessionStore.ts';
import type { AttemptDelays } from './attemptDelays.ts';
import type { Passphrases } from './passphrases.ts';
import { hashToken, newToken } from './tokens.ts';

/** A sign-in that nobody uses for this long is over, in milliseconds. */
export const STAFF_IDLE_MS = 12 * 3_600_000;
/** A sign-in is over after this long, used or not, in milliseconds. */
export const STAFF_ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** How exactly "last seen" is kept: a write for each request would cost a disk sync each. */
const SEEN_RESOLUTION_MS = 60_000;
const MINUTE_MS = 60_000;

/** Somebody signed in: who, and since when. */
export type SignedInStaff = {
  readonly account: StaffAccount;
  readonly signedInAt: number;
  readonly tokenHash: string;
  /** When the passphrase was last shown (ID65). */
  readonly confirmedAt: number;
  /** Since when it is locked; null while it is not. */
  readonly lockedAt: number | null;
};

/** What a right passphrase comes to: all of a sign-in, or half of it (ID41). */
export type SignInStep =
  | { readonly stage: 'signedIn'; readonly token: string; readonly who: SignedInStaff }
  | { readonly stage: 'halfway'; readonly account: StaffAccount; readonly halfway: Halfway };

/** Signs staff in and out, and tells who a token belongs to. Sign-ins are kept on the server. */
export interface StaffSignIn {
  /**
   * @param address the client's address, for the delays.
   * @returns the token for the cookie, which is kept nowhere; or what is still to be done before there is one.
   * @throws CirclewellError `signed_out` (`account.wrongPassphrase`) for an unknown name, a closed account and a wrong
   *   passphrase alike; `rate_limited` (`account.lockedOut`) after too many of them.
   */
  signIn(accountName: string, passphrase: string, address: string): Promise<SignInStep>;
  /**
   * Whether who is signed in knows the account's passphrase. A wrong one costs the same waits as at sign-in.
   * @throws CirclewellError `forbidden` (`account.wrongCurrentPassphrase`), `rate_limited` (`account.lockedOut`).
   */
  confirm(account: StaffAccount, passphrase: string, address: string): Promise<void>;
  /**
   * Signs in without a passphrase: for the owner who has just chosen one, and for who has given all that is asked.
   * @throws CirclewellError `signed_out` (`account.wrongPassphrase`) where the account is closed or has another passphrase by now
   */
  begin(account: StaffAccount): Promise<{ token: string; who: SignedInStaff }>;
  /** Returns the token's hash, by which its live connections are found. */
  signOut(token: string): Promise<string>;
  /** Whether a sign-in still holds, by its token's hash. Looking does not count as using it. */
  isStanding(tokenHash: string): Promise<boolean>;
  /** Null if the token is unknown or its time is over, or the account is closed. Locks one that asks after too long (ID74). */
  whoIs(token: string): Promise<SignedInStaff | null>;
  /** Ends all of somebody's sign-ins but `except`, the hash of a token, if one is named. */
  endAllOf(staffId: string, except?: string): Promise<void>;
}

export type StaffSignInDeps = {
  readonly staff: StaffStore;
  readonly staffSessions: StaffSessionStore;
  readonly passphrases: Passphrases;
  readonly delays: AttemptDelays;
  /** What is asked of an account beside its passphrase. */
  readonly secondStepOf: (account: StaffAccount) => Promise<Halfway | null>;
  /** After how many idle minutes the practice locks. */
  readonly lockAfterMinutes: () => Promise<number>;
  readonly now: () => number;
};

const wrongPassphrase = () =>
  new CirclewellError('signed_out', 'The name or the passphrase is wrong', 'account.wrongPassphrase');

export function createStaffSignIn({
  staff,
  staffSessions,
  passphrases,
  delays,
  secondStepOf,
  lockAfterMinutes,
  now,
}: StaffSignInDeps): StaffSignIn {
  /** Whether the account is still open, and has the passphrase with which it was found. */
  async function stands({ id, passphraseHash }: StaffAccount): Promise<boolean> {
    const found = await staff.find(id);
    return found?.isActive === true && found.passphraseHash === passphraseHash;
  }

  async function begin(account: StaffAccount) {
    const token = newToken(256);
    const tokenHash = hashToken(token);
    const signedInAt = now();
    await staffSessions.removeStale({
      createdBefore: signedInAt - STAFF_ABSOLUTE_MS,
      seenBefore: signedInAt - STAFF_IDLE_MS,
    });
    await staffSessions.add({
      tokenHash,
      staffId: account.id,
      createdAt: signedInAt,
      lastSeenAt: signedInAt,
      confirmedAt: signedInAt,
      lockedAt: null,
      device: { browser: null, system: null },
    });
    // Now that whoever ends the account's sign-ins finds this one. What was ended before that leaves one that nobody gets the token of.
    if (!(await stands(account))) throw wrongPassphrase();
    const who = { account, signedInAt, tokenHash, confirmedAt: signedInAt, lockedAt: null };
    return { token, who };
  }

  async function findStanding(
    tokenHash: string,
    at: number,
  ): Promise<{ session: StaffSession; account: StaffAccount } | null> {
    const session = await staffSessions.find(tokenHash);
    if (!session) return null;
    if (at - session.createdAt >= STAFF_ABSOLUTE_MS || at - session.lastSeenAt >= STAFF_IDLE_MS) return null;
    const account = await staff.find(session.staffId);
    return account?.isActive === true ? { session, account } : null;
  }

  /** Since when it is locked by that; null where it was not idle for so long. */
  async function lockIfIdle({ tokenHash, lastSeenAt }: StaffSession, at: number): Promise<number | null> {
    // What is kept as last seen may be old by its resolution. Most ask again within seconds: then nothing more is read.
    const idleMs = at - lastSeenAt - SEEN_RESOLUTION_MS;
    if (idleMs < LOCK_MINUTES[0] * MINUTE_MS || idleMs < (await lockAfterMinutes()) * MINUTE_MS) return null;
    // Before it is touched, so that of two requests at once neither finds it open.
    await staffSessions.lock(tokenHash, at);
    return at;
  }

  return {
    begin,
    async signIn(accountName, passphrase, address) {
      const key = accountKey(accountName);
      const attempt = delays.begin(key, address);
      const account = await staff.findByAccountName(accountName);
      const isRight = await passphrases.matches(
        account?.isActive === true ? account.passphraseHash : null,
        passphrase,
      );
      // The comparing takes a while, in which the account may have been closed or have got another passphrase.
      if (!account || !(await stands(account)) || !isRight) throw wrongPassphrase();
      const halfway = await secondStepOf(account);
      if (halfway?.next === 'secondFactor') attempt.takeBack();
      else delays.succeed(key, address);
      return halfway === null
        ? { stage: 'signedIn', ...(await begin(account)) }
        : { stage: 'halfway', account, halfway };
    },
    async confirm(account, passphrase, address) {
      const key = accountKey(account.accountName);
      delays.begin(key, address);
      if (!(await passphrases.matches(account.passphraseHash, passphrase)))
        throw new CirclewellError(
          'forbidden',
          'The present passphrase is missing or wrong',
          'account.wrongCurrentPassphrase',
        );
      delays.succeed(key, address);
    },
    async signOut(token) {
      const tokenHash = hashToken(token);
      await staffSessions.remove(tokenHash);
      return tokenHash;
    },
    isStanding: async (tokenHash) => (await findStanding(tokenHash, now())) !== null,
    async whoIs(token) {
      const at = now();
      const found = await findStanding(hashToken(token), at);
      if (!found) return null;
      const { session, account } = found;
      const { createdAt: signedInAt, tokenHash, confirmedAt } = session;
      const lockedAt = session.lockedAt ?? (await lockIfIdle(session, at));
      if (at - session.lastSeenAt >= SEEN_RESOLUTION_MS) await staffSessions.touch(tokenHash, at);
      return { account, signedInAt, tokenHash, confirmedAt, lockedAt };
    },
    endAllOf: (staffId, except) => staffSessions.removeAllOf(staffId, except),
  };
}
