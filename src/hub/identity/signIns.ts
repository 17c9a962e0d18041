import type { SignIn } from '../../protocol/api/signIns.ts';
import type { PasskeySigned } from '../../protocol/api/webAuthn.ts';
import type { StaffSession, StaffSessionStore } from '../records/staffSessionStore.ts';
import { describeDevice } from './describeDevice.ts';
import type { Passkeys } from './factors/passkeys.ts';
import type { RelyingParty } from './factors/relyingParty.ts';
import { STAFF_ABSOLUTE_MS, STAFF_IDLE_MS, type SignedInStaff, type StaffSignIn } from './staffSignIn.ts';
import { hashToken } from './tokens.ts';

/** What is done with sign-ins that there are: seen, confirmed, locked, ended one by one (ID60 to ID71). */
export interface SignIns {
  /** Keeps what kind of browser and system a sign-in came from. */
  noteDevice(tokenHash: string, userAgent: string | undefined): Promise<void>;
  /**
   * Confirms and unlocks.
   * @throws CirclewellError `forbidden` (`account.wrongCurrentPassphrase`), `rate_limited` (`account.lockedOut`).
   */
  confirm(who: SignedInStaff, passphrase: string, address: string): Promise<void>;
  /** The same by a passkey. @throws CirclewellError as `Passkeys.confirm` does */
  confirmByPasskey(who: SignedInStaff, party: RelyingParty, signed: PasskeySigned): Promise<void>;
  lock(who: SignedInStaff): Promise<void>;
  /** Somebody's own sign-ins that still hold, this one first. */
  listOf(who: SignedInStaff): Promise<SignIn[]>;
  /** Ends one of somebody's own; the hash of its token, or null if they have none of that id. */
  endOne(who: SignedInStaff, signInId: string): Promise<string | null>;
}

export type SignInsDeps = {
  readonly staffSessions: StaffSessionStore;
  readonly signIn: Pick<StaffSignIn, 'confirm'>;
  readonly passkeys: Pick<Passkeys, 'confirm'>;
  readonly now: () => number;
};

/** Names a sign-in to its holder; a hash once more, so that what is shown opens nothing and finds no row by itself. */
const idOf = (tokenHash: string): string => hashToken(`sign-in ${tokenHash}`).slice(0, 32);

export function createSignIns({ staffSessions, signIn, passkeys, now }: SignInsDeps): SignIns {
  async function standingOf(staffId: string): Promise<StaffSession[]> {
    const at = now();
    return (await staffSessions.listOf(staffId)).filter(
      ({ createdAt, lastSeenAt }) => at - createdAt < STAFF_ABSOLUTE_MS && at - lastSeenAt < STAFF_IDLE_MS,
    );
  }

  return {
    noteDevice: (tokenHash, userAgent) => staffSessions.setDevice(tokenHash, describeDevice(userAgent)),
    async confirm({ account, tokenHash }, passphrase, address) {
      await signIn.confirm(account, passphrase, address);
      await staffSessions.confirm(tokenHash, now());
    },
    async confirmByPasskey(who, party, signed) {
      await passkeys.confirm(who, party, signed);
      await staffSessions.confirm(who.tokenHash, now());
    },
    lock: ({ tokenHash }) => staffSessions.lock(tokenHash, now()),
    async listOf({ account, tokenHash }) {
      const all = (await standingOf(account.id)).map((session): SignIn => ({
        id: idOf(session.tokenHash),
        isThis: session.tokenHash === tokenHash,
        signedInAt: session.createdAt,
        lastSeenAt: session.lastSeenAt,
        ...session.device,
      }));
      return all.sort((a, b) => Number(b.isThis) - Number(a.isThis));
    },
    async endOne({ account }, signInId) {
      const found = (await standingOf(account.id)).find(({ tokenHash }) => idOf(tokenHash) === signInId);
      if (!found) return null;
      await staffSessions.remove(found.tokenHash);
      return found.tokenHash;
    },
  };
}
