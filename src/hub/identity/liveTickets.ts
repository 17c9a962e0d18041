import { randomBytes } from 'node:crypto';
import type { Actor } from '../../domain/session/contract.ts';
import { CirclewellError } from '../../protocol/errors.ts';

/** How long a live ticket is good for, in milliseconds. */
export const LIVE_TICKET_MS = 30_000;
/** How long nobody gets a ticket for a session that they have flooded, in milliseconds (LI19). */
export const FLOOD_WAIT_MS = 10_000;

/** What a ticket lets its bearer do: take part in one session as one person. */
export type LiveGrant = {
  sessionId: string;
  actor: Actor;
  /** Null for staff. */
  seatId: string | null;
  /** The hash of the token it was given for, a staff member's sign-in or a key to the seat: it ends with that. */
  keyHash: string;
};

/** Tickets that carry a signed-in person from HTTP to the live socket. In memory: a restart voids them all. */
export interface LiveTickets {
  /** Makes a ticket of 192 random bits, good once within `LIVE_TICKET_MS`. @throws CirclewellError `rate_limited` while barred */
  issue(grant: LiveGrant): string;
  /**
   * What the ticket grants, and voids it, and with it the person's older ones for this session: the hello of a try that its client
   * gave up would else come late and take over (LI3). Null if it is unknown, used or too old.
   */
  redeem(ticket: string): LiveGrant | null;
  /** Voids the tickets whose right has ended. */
  revoke(isMeant: (grant: LiveGrant) => boolean): void;
  /** Voids the tickets of this person for this session and gives no other for `FLOOD_WAIT_MS`. */
  bar(grant: LiveGrant): void;
}

type Issued = { readonly grant: LiveGrant; readonly expiresAt: number };

/** @param now the hub's clock, in milliseconds since the Unix epoch. */
export function createLiveTickets({ now }: { now: () => number }): LiveTickets {
  const issued = new Map<string, Issued>();
  /** Until when, by person and session; the next to be let go stands in front. */
  const barred = new Map<string, number>();

  /** A Map keeps the order of issue and all tickets live equally long, so the stale ones stand in front. */
  function dropStale(): void {
    for (const [ticket, { expiresAt }] of issued) {
      if (expiresAt > now()) return;
      issued.delete(ticket);
    }
  }

  function revoke(isMeant: (grant: LiveGrant) => boolean): void {
    for (const [ticket, { grant }] of issued) if (isMeant(grant)) issued.delete(ticket);
  }

  function dropBars(): void {
    for (const [key, until] of barred) {
      if (until > now()) return;
      barred.delete(key);
    }
  }

  return {
    issue(grant) {
      dropStale();
      dropBars();
      if (barred.has(personKey(grant))) throw new CirclewellError('rate_limited', 'Too many messages; wait');
      const ticket = randomBytes(24).toString('base64url');
      issued.set(ticket, { grant, expiresAt: now() + LIVE_TICKET_MS });
      return ticket;
    },
    redeem(ticket) {
      const found = issued.get(ticket);
      if (!found) return null;
      const key = personKey(found.grant);
      for (const [other, { grant }] of issued) {
        if (other === ticket) break;
        if (personKey(grant) === key) issued.delete(other);
      }
      issued.delete(ticket);
      return found.expiresAt > now() ? found.grant : null;
    },
    revoke,
    bar(grant) {
      const key = personKey(grant);
      barred.delete(key);
      barred.set(key, now() + FLOOD_WAIT_MS);
      revoke((other) => personKey(other) === key);
    },
  };
}

const personKey = ({ sessionId, actor }: LiveGrant): string =>
  `${sessionId} ${actor.kind === 'hub' ? '' : actor.id}`;
