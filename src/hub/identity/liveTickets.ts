import { randomBytes } from 'node:crypto';
import type { Actor } from '../../domain/session/contract.ts';

/** How long a live ticket is good for, in milliseconds. */
export const LIVE_TICKET_MS = 30_000;

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
  /** Makes a ticket of 192 random bits, good once within `LIVE_TICKET_MS`. */
  issue(grant: LiveGrant): string;
  /** What the ticket grants, and voids it; null if it is unknown, used or too old. */
  redeem(ticket: string): LiveGrant | null;
  /** Voids the tickets whose right has ended. */
  revoke(isMeant: (grant: LiveGrant) => boolean): void;
}

type Issued = { readonly grant: LiveGrant; readonly expiresAt: number };

/** @param now the hub's clock, in milliseconds since the Unix epoch. */
export function createLiveTickets({ now }: { now: () => number }): LiveTickets {
  const issued = new Map<string, Issued>();

  /** A Map keeps the order of issue and all tickets live equally long, so the stale ones stand in front. */
  function dropStale(): void {
    for (const [ticket, { expiresAt }] of issued) {
      if (expiresAt > now()) return;
      issued.delete(ticket);
    }
  }

  return {
    issue(grant) {
      dropStale();
      const ticket = randomBytes(24).toString('base64url');
      issued.set(ticket, { grant, expiresAt: now() + LIVE_TICKET_MS });
      return ticket;
    },
    redeem(ticket) {
      const found = issued.get(ticket);
      issued.delete(ticket);
      return found !== undefined && found.expiresAt > now() ? found.grant : null;
    },
    revoke(isMeant) {
      for (const [ticket, { grant }] of issued) if (isMeant(grant)) issued.delete(ticket);
    },
  };
}
