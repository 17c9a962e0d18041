import type { Socket } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';
import type { LiveGrant } from '../identity/liveTickets.ts';
import type { LiveSocket } from './LiveSocket.ts';

/** How many live sockets an address may hold at once (LI17). A clinic is one address. */
export const MAX_SOCKETS_PER_ADDRESS = 200;
/** How many live sockets a person may hold in a session at once, those on the way in among them (LI18). */
export const MAX_SOCKETS_PER_PERSON = 16;

/** Counts the live sockets of each address (of IPv6: of each /64), from the request for an upgrade to the connection's end. */
export class AddressLimit {
  readonly #max: number;
  readonly #held = new Map<string, number>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Counts a connection until it closes. False, and nothing counted, where the address holds all that it may. */
  hold(address: string, connection: Socket): boolean {
    const key = normalizeIP(address);
    const held = this.#held.get(key) ?? 0;
    if (held >= this.#max) return false;
    this.#held.set(key, held + 1);
    connection.once('close', () => this.#release(key));
    return true;
  }

  #release(key: string): void {
    const held = (this.#held.get(key) ?? 0) - 1;
    if (held > 0) this.#held.set(key, held);
    else this.#held.delete(key);
  }
}

/** The person's sockets that have to go before one more comes in, the oldest first. */
export function socketsInExcess(sockets: Iterable<LiveSocket>, grant: LiveGrant): readonly LiveSocket[] {
  const theirs = [...sockets].filter((socket) => isSamePerson(socket.grant, grant));
  return theirs.slice(0, Math.max(0, theirs.length - MAX_SOCKETS_PER_PERSON + 1));
}

function isSamePerson(a: LiveGrant | null, b: LiveGrant): boolean {
  if (a === null || a.actor.kind === 'hub' || b.actor.kind === 'hub') return false;
  return a.sessionId === b.sessionId && a.actor.id === b.actor.id;
}
