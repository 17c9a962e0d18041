import { FORCED_KEY_FRAME_SPACING_MS, KEY_FRAME_SPACING_MS } from './codecs.ts';

/**
 * Keeps the causes of key-frame requests to one producer apart. A browser's encoder drops a request that comes within
 * 300 ms of the one before, and mediasoup asks again only after a second: the late first frame (ADR 0022).
 */
export class KeyFrameSpacing {
  readonly #askedAt = new Map<string, number>();
  readonly #forcedAt = new Map<string, number>();
  readonly #monotonic: () => number;

  /** @param monotonic a clock in milliseconds that never jumps */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** How long to wait, in milliseconds, before something may cause a key-frame request to the producer; 0: now. */
  waitFor(producerId: string): number {
    const askedAt = this.#askedAt.get(producerId);
    return askedAt === undefined ? 0 : Math.max(0, askedAt + KEY_FRAME_SPACING_MS - this.#monotonic());
  }

  /** Something that causes a key-frame request was done now. */
  asked(producerId: string): void {
    this.#askedAt.set(producerId, this.#monotonic());
  }

  /** Whether a request may be forced now. If so it counts as forced, and as asked. */
  takeForced(producerId: string): boolean {
    const now = this.#monotonic();
    const forcedAt = this.#forcedAt.get(producerId) ?? Number.NEGATIVE_INFINITY;
    if (this.waitFor(producerId) > 0 || now - forcedAt < FORCED_KEY_FRAME_SPACING_MS) return false;
    this.#forcedAt.set(producerId, now);
    this.asked(producerId);
    return true;
  }

  /** The producer is closed. */
  forget(producerId: string): void {
    this.#askedAt.delete(producerId);
    this.#forcedAt.delete(producerId);
  }
}
