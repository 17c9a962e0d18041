import type { LiveGrant, LiveTickets } from '../../../src/hub/identity/liveTickets.ts';

/**
 * Which tickets must open nothing any more, told by what the hub was asked and not by what it remembers (LI3, LI19, LI34). What
 * is void by its age alone is not in it.
 */
export class TicketBook {
  /** ticket → what it grants; in the order of issue */
  readonly #good = new Map<string, LiveGrant>();

  /** The hub's own tickets, with each change of them written down. */
  watch(tickets: LiveTickets): LiveTickets {
    return {
      issue: (grant) => {
        const ticket = tickets.issue(grant);
        this.#good.set(ticket, grant);
        return ticket;
      },
      redeem: (ticket) => {
        const grant = tickets.redeem(ticket);
        if (grant) this.#used(ticket, grant);
        return grant;
      },
      revoke: (isMeant) => {
        this.#void(isMeant);
        tickets.revoke(isMeant);
      },
      bar: (grant) => {
        this.#void((other) => isOfSamePerson(other, grant));
        tickets.bar(grant);
      },
    };
  }

  isVoid(ticket: string): boolean {
    return !this.#good.has(ticket);
  }

  /** The hub's process is gone, and its tickets with it. */
  hubGone(): void {
    this.#good.clear();
  }

  /** With a ticket go the person's older ones. */
  #used(ticket: string, by: LiveGrant): void {
    for (const [other, grant] of this.#good) {
      if (isOfSamePerson(grant, by)) this.#good.delete(other);
      if (other === ticket) return;
    }
  }

  #void(isMeant: (grant: LiveGrant) => boolean): void {
    for (const [ticket, grant] of this.#good) if (isMeant(grant)) this.#good.delete(ticket);
  }
}

function isOfSamePerson(a: LiveGrant, b: LiveGrant): boolean {
  return a.sessionId === b.sessionId && idOf(a) === idOf(b);
}

function idOf({ actor }: LiveGrant): string {
  return actor.kind === 'hub' ? '' : actor.id;
}
