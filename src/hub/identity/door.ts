import { CirclewellError } from '../../protocol/errors.ts';
import type { LinkRecord, LinkStore } from '../records/linkStore.ts';
import type { MemberStore, RosterMember } from '../records/memberStore.ts';
import type { SeatRecord, SeatStore } from '../records/seatStore.ts';
import { hashToken, newToken } from './tokens.ts';

/** How long a browser holds a seat without opening the link again, in milliseconds. */
export const SEAT_KEY_MS = 24 * 3_600_000;

/** A seat with the member whose it is. */
export type SeatedMember = { readonly seat: SeatRecord; readonly member: RosterMember };
/** A seat as somebody holds it now, with the hash of the key they hold it by. */
export type HeldSeat = SeatedMember & { readonly keyHash: string };

/** Members' links and seats: they have no account (product.md, "Who uses it"). */
export interface Door {
  /** Makes a new link and ends the one before, with every browser that came by it. The token is kept nowhere. */
  makeLink(member: RosterMember): Promise<{ token: string; link: LinkRecord; seatId: string }>;
  /** Ends the member's link and every browser that came by it; the seat's id, or null if there was no link. */
  revokeLink(member: RosterMember): Promise<string | null>;
  /** Ends every browser that came by the member's link, and leaves the link; the seat's id, or null if there is none. */
  closeSeat(member: RosterMember): Promise<string | null>;
  /**
   * Exchanges a link's token for a seat and the key to it. A link may be opened again and again until it is revoked.
   * @throws CirclewellError `not_found` (`door.unknownLink`), `gone` (`door.revokedLink`).
   */
  enter(token: string): Promise<SeatedMember & { key: string }>;
  /** Who sits on a seat. @throws CirclewellError `signed_out` if the key does not open it. */
  openSeat(seatId: string, key: string | undefined): Promise<HeldSeat>;
  /** Whether a key still opens the seat, by its hash. */
  isStanding(seatId: string, keyHash: string): Promise<boolean>;
}

export type DoorDeps = {
  readonly members: MemberStore;
  readonly seats: SeatStore;
  readonly links: LinkStore;
  readonly now: () => number;
  readonly newId: () => string;
};

const revoked = () => new CirclewellError('gone', 'The link has been revoked', 'door.revokedLink');

export function createDoor({ members, seats, links, now, newId }: DoorDeps): Door {
  async function seatFor(member: RosterMember): Promise<SeatRecord> {
    const found = await seats.findOfMember(member.id);
    if (found) return found;
    const seat = { id: newId(), memberId: member.id, groupId: member.groupId };
    await seats.add(seat);
    return seat;
  }

  async function findHeld(seatId: string, keyHash: string): Promise<HeldSeat | null> {
    const found = await seats.findKey(keyHash);
    const isGood = found?.seatId === seatId && now() - found.createdAt < SEAT_KEY_MS;
    const seat = isGood ? await seats.find(seatId) : null;
    const member = seat && (await members.find(seat.memberId));
    return seat && member ? { seat, member, keyHash } : null;
  }

  async function closeSeat(member: RosterMember): Promise<string | null> {
    const seat = await seats.findOfMember(member.id);
    if (!seat) return null;
    await seats.removeKeysOf(seat.id);
    return seat.id;
  }

  return {
    async makeLink(member) {
      const seat = await seatFor(member);
      const token = newToken(128);
      const link = {
        id: newId(),
        seatId: seat.id,
        tokenHash: hashToken(token),
        createdAt: now(),
        lastUsedAt: null,
        revokedAt: null,
      };
      await links.replace(link);
      await seats.removeKeysOf(seat.id);
      return { token, link, seatId: seat.id };
    },
    async revokeLink(member) {
      const seat = await seats.findOfMember(member.id);
      if (seat) await links.revoke(seat.id, now());
      return closeSeat(member);
    },
    closeSeat,
    async enter(token) {
      const link = await links.findByTokenHash(hashToken(token));
      if (!link) throw new CirclewellError('not_found', 'There is no such link', 'door.unknownLink');
      if (link.revokedAt !== null) throw revoked();
      const seat = await seats.find(link.seatId);
      const member = seat && (await members.find(seat.memberId));
      if (!seat || !member)
        throw new CirclewellError('gone', 'The member is no longer in the group', 'door.revokedLink');
      const key = newToken(256);
      await seats.removeKeysBefore(now() - SEAT_KEY_MS);
      await seats.addKey({ tokenHash: hashToken(key), seatId: seat.id, createdAt: now() });
      // Asked once more, now that whoever revokes it finds the key: one that was revoked meanwhile tells nobody the key.
      if (!(await links.markUsed(link.id, now()))) throw revoked();
      return { seat, member, key };
    },
    async openSeat(seatId, key) {
      const held = key === undefined ? null : await findHeld(seatId, hashToken(key));
      if (!held) throw new CirclewellError('signed_out', 'Open your link again');
      return held;
    },
    isStanding: async (seatId, keyHash) => (await findHeld(seatId, keyHash)) !== null,
  };
}
