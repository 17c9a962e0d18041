import { normalizeIP } from '@fastify/rate-limit';
import { TokenBucket } from '../live/TokenBucket.ts';

/** How many connections an address may open at once, and how many a second from then on (AP8). A clinic is one address. */
export const BURST_CONNECTIONS = 600;
export const CONNECTIONS_PER_SECOND = 60;
/** How many connections may be open that have asked for nothing yet (AP9). */
export const MAX_WAITING_PER_ADDRESS = 128;
export const MAX_WAITING = 1_024;
/** After so long an address that is quiet has all its connections again, in milliseconds. */
const FORGET_MS = (BURST_CONNECTIONS / CONNECTIONS_PER_SECOND) * 1_000;

/** The far end of a connection, as Node's sockets name it. */
type FarEnd = { readonly remoteAddress?: string | undefined; readonly remotePort?: number | undefined };
/** The part of a `Socket` that the gate needs. */
export interface GatedSocket extends FarEnd {
  once(event: 'close', listener: () => void): unknown;
  resetAndDestroy(): unknown;
}

/**
 * Turns connections away before anything is read from them, which is the cheapest way there is: those of an address that opens too
 * many, and of those that say nothing the oldest. It knows a connection by its far end: under TLS a request has another socket.
 */
export class ConnectionGate {
  readonly #monotonic: () => number;
  readonly #buckets = new Map<string, { readonly bucket: TokenBucket; readonly cameAt: number }>();
  readonly #proxies = new Set<string>();
  /** By far end, the oldest first. */
  readonly #waiting = new Map<string, { readonly address: string; readonly socket: GatedSocket }>();
  #sweptAt: number;

  /** @param monotonic milliseconds on a clock that never runs backwards */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
    this.#sweptAt = monotonic();
  }

  /** A connection has come. Resets it, or an older one, where there are too many. @returns whether it may go on */
  take(socket: GatedSocket): boolean {
    const address = addressOf(socket);
    if (!this.#proxies.has(address) && !this.#mayCome(address)) {
      socket.resetAndDestroy();
      return false;
    }
    const theirs = [...this.#waiting].filter(([, one]) => one.address === address);
    const isFull = this.#waiting.size >= MAX_WAITING;
    const [oldest] = theirs.length >= MAX_WAITING_PER_ADDRESS ? theirs : isFull ? this.#waiting : [];
    if (oldest) {
      this.#waiting.delete(oldest[0]);
      oldest[1].socket.resetAndDestroy();
    }
    const end = farEndOf(socket);
    this.#waiting.set(end, { address, socket });
    socket.once('close', () => {
      if (this.#waiting.get(end)?.socket === socket) this.#waiting.delete(end);
    });
    return true;
  }

  /** A request has come over a connection. @param isProxied by a proxy on this machine, for somebody else */
  asked(socket: FarEnd, isProxied: boolean): void {
    if (isProxied) this.#proxies.add(addressOf(socket));
    this.#waiting.delete(farEndOf(socket));
  }

  #mayCome(address: string): boolean {
    const now = this.#monotonic();
    this.#sweep(now);
    const bucket =
      this.#buckets.get(address)?.bucket ??
      new TokenBucket({ burst: BURST_CONNECTIONS, perSecond: CONNECTIONS_PER_SECOND, now });
    this.#buckets.set(address, { bucket, cameAt: now });
    return bucket.take(now);
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < FORGET_MS) return;
    this.#sweptAt = now;
    for (const [address, { cameAt }] of this.#buckets)
      if (now - cameAt > FORGET_MS) this.#buckets.delete(address);
  }
}

const addressOf = (socket: FarEnd): string => normalizeIP(socket.remoteAddress ?? '');
const farEndOf = (socket: FarEnd): string => `${socket.remoteAddress} ${socket.remotePort}`;
