import type { LiveGrant, LiveTickets } from '../identity/liveTickets.ts';
import { BEAT_MS } from '../../protocol/live.ts';
import { Caretaker } from './Caretaker.ts';
import type { HubSocket } from './HubSocket.ts';
import { LiveSocket } from './LiveSocket.ts';
import { SessionRegistry, type RegistryDeps } from './SessionRegistry.ts';
import { socketsInExcess } from './SocketLimits.ts';

/** What the core needs of the hub. */
export type LiveCoreDeps = RegistryDeps & {
  readonly tickets: LiveTickets;
  /** Whether the sign-in or the seat's key that a ticket was given for still stands (LI34). */
  readonly isStillGood: (grant: LiveGrant) => Promise<boolean>;
};

/**
 * The live part without HTTP and media workers: sockets, sessions, and what is done by time. It runs over any sockets and
 * any media that keep the contract. Owner: `createLive`.
 */
export class LiveCore {
  readonly registry: SessionRegistry;
  readonly #deps: LiveCoreDeps;
  readonly #sockets = new Set<LiveSocket>();
  readonly #beatTimer: NodeJS.Timeout;
  readonly #caretaker: Caretaker;

  constructor(deps: LiveCoreDeps) {
    this.#deps = deps;
    this.registry = new SessionRegistry(deps);
    // All in one turn: to wake is most of what a quiet hub costs (ADR 0158).
    this.#beatTimer = setInterval(() => {
      for (const socket of this.#sockets) socket.beat();
    }, BEAT_MS);
    this.#caretaker = new Caretaker({ registry: this.registry, logger: deps.logger });
  }

  /** What each open socket came in by; null for one that is not in. */
  get grants(): readonly (LiveGrant | null)[] {
    return [...this.#sockets].map(({ grant }) => grant);
  }

  /** A connection comes in. */
  accept(socket: HubSocket): void {
    const { newId, clock, logger, isStillGood } = this.#deps;
    const peerId = newId();
    const live = new LiveSocket({
      socket,
      peerId,
      registry: this.registry,
      tickets: { redeem: (ticket) => this.#redeem(ticket) },
      isStillGood,
      clock,
      logger: logger.child({ peerId }),
      onClosed: () => this.#sockets.delete(live),
      onFlooded: (grant) => this.#deps.tickets.bar(grant),
    });
    this.#sockets.add(live);
  }

  /** Puts out whoever is in a session by a right that has ended, and whoever is on the way in: with a ticket, or a hello. */
  disconnect(isMeant: (grant: LiveGrant) => boolean): void {
    this.#deps.tickets.revoke(isMeant);
    void this.registry.expel(isMeant);
    for (const socket of this.#sockets)
      if (socket.grant && isMeant(socket.grant)) socket.goodbye('signedOut');
  }

  /** Says goodbye to everybody; resolves when what is under way is written. Idempotent. */
  async close(): Promise<void> {
    clearInterval(this.#beatTimer);
    await Promise.all([this.#caretaker.close(), this.registry.close()]);
    for (const socket of this.#sockets) socket.goodbye('hubStopping');
  }

  #redeem(ticket: string): LiveGrant | null {
    const grant = this.#deps.tickets.redeem(ticket);
    if (grant) for (const socket of socketsInExcess(this.#sockets, grant)) socket.goodbye('takenOver');
    return grant;
  }
}
