import { CirclewellError } from '../../protocol/errors.ts';
import type { StaffLinkKind } from '../../protocol/api/staffLinks.ts';
import type { Records } from '../records/openRecords.ts';
import type { StaffLinkRecord } from '../records/staffLinkStore.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import { assertStrongPassphrase, type Passphrases } from './passphrases.ts';
import { hashToken, newToken } from './tokens.ts';

/** How long a link for a passphrase is good, in milliseconds (ID90). */
export const STAFF_LINK_MS = 7 * 24 * 3_600_000;

/** A link that was just made. Its token is kept nowhere. */
export type FreshStaffLink = {
  readonly token: string;
  readonly kind: StaffLinkKind;
  readonly expiresAt: number;
};

/** Links by which staff choose their passphrase themselves, so that nobody else ever knows it (ID90 to ID94). */
export interface StaffLinks {
  /**
   * Makes a link and ends the one before. Where the account has a passphrase, that and its sign-ins end with it (ID92); the caller
   * sees to live connections.
   * @param byId who makes it; null for who does at the hub's own machine.
   * @throws CirclewellError `conflict` (`staffLink.closedAccount`)
   */
  make(account: StaffAccount, byId: string | null): Promise<FreshStaffLink>;
  /** Whose a link is. @throws CirclewellError `gone` (`staffLink.over`) where it opens nothing, whatever the cause. */
  look(token: string): Promise<{ account: StaffAccount; link: StaffLinkRecord }>;
  /**
   * Uses a link up. Signs nobody in: second factors are asked for at the sign-in that follows.
   * @throws CirclewellError `gone` (`staffLink.over`); `invalid` (`account.weakPassphrase`), and then the link stays good.
   */
  choose(token: string, passphrase: string): Promise<StaffAccount>;
}

export type StaffLinksDeps = Pick<Records, 'staff' | 'staffSessions' | 'staffLinks' | 'staffNotices'> & {
  readonly passphrases: Pick<Passphrases, 'hash'>;
  readonly now: () => number;
  readonly newId: () => string;
};

export function createStaffLinks(deps: StaffLinksDeps): StaffLinks {
  const { staff, staffSessions, staffLinks, staffNotices, passphrases, now, newId } = deps;
  const over = () => new CirclewellError('gone', 'The link opens nothing any more', 'staffLink.over');

  async function endPassphrase({ id: staffId }: StaffAccount, byId: string | null): Promise<void> {
    await staff.change(staffId, { passphraseHash: null });
    await staffSessions.removeAllOf(staffId);
    await staffNotices.add({ id: newId(), staffId, kind: 'resetLinkMade', at: now(), byId });
  }

  async function look(token: string) {
    const link = await staffLinks.findByTokenHash(hashToken(token));
    const account = link && now() < link.expiresAt ? await staff.find(link.staffId) : null;
    if (!link || account?.isActive !== true) throw over();
    return { account, link };
  }

  return {
    async make(account, byId) {
      if (!account.isActive)
        throw new CirclewellError('conflict', 'The account is closed', 'staffLink.closedAccount');
      const before = await staffLinks.findOf(account.id);
      const kind = account.passphraseHash === null ? (before?.kind ?? 'invitation') : 'reset';
      if (kind === 'reset') await endPassphrase(account, byId);
      const token = newToken(128);
      const createdAt = now();
      const expiresAt = createdAt + STAFF_LINK_MS;
      await staffLinks.replace({
        staffId: account.id,
        tokenHash: hashToken(token),
        kind,
        createdAt,
        expiresAt,
      });
      return { token, kind, expiresAt };
    },
    look,
    async choose(token, passphrase) {
      const { account } = await look(token);
      assertStrongPassphrase(passphrase, account.accountName);
      const passphraseHash = await passphrases.hash(passphrase);
      // Hashing takes a while, in which the link may have been used, revoked or made anew.
      if (!(await staffLinks.take(hashToken(token)))) throw over();
      const after = await staff.change(account.id, { passphraseHash });
      if (after?.isActive !== true) throw over();
      return after;
    },
  };
}
