import { normalizeIP } from '@fastify/rate-limit';
import type { AuditKind } from '../../protocol/api/audit.ts';
import { TokenBucket } from '../live/TokenBucket.ts';

/** How many refusals of a kind are recorded a minute for an address (AU17). */
export const REFUSALS_PER_MINUTE = 60;
/** How many of a kind from all addresses together: whoever has many fills the disk no faster. */
export const REFUSALS_OF_KIND_PER_MINUTE = 600;
/** The most pairs of kind and address kept; the one that has been quiet longest goes first. */
const MAX_KEPT = 10_000;

/**
 * Keeps a flood of refusals from filling the disk: what is over the budget is counted, and told with the next one of its
 * kind. Each kind and address has a budget of its own, so that who guesses at one door hides nobody who tries another.
 */
export class RefusalBudget {
  readonly #now: () => number;
  readonly #ofAddress = new Map<string, TokenBucket>();
  readonly #ofKind = new Map<AuditKind, { readonly bucket: TokenBucket; leftOut: number }>();

  /** @param now milliseconds; a jump back costs nothing but a few entries */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null if this one is to be left out; else how many of its kind were left out before it. */
  take(kind: AuditKind, address: string): number | null {
    const all = this.#all(kind);
    // The address first: what one is over its own budget is not taken from the others'.
    if (!this.#mine(kind, address).take(this.#now()) || !all.bucket.take(this.#now())) {
      all.leftOut += 1;
      return null;
    }
    const { leftOut } = all;
    all.leftOut = 0;
    return leftOut;
  }

  #all(kind: AuditKind) {
    const all = this.#ofKind.get(kind) ?? { bucket: this.#bucket(REFUSALS_OF_KIND_PER_MINUTE), leftOut: 0 };
    this.#ofKind.set(kind, all);
    return all;
  }

  #mine(kind: AuditKind, address: string): TokenBucket {
    const key = JSON.stringify([kind, normalizeIP(address)]);
    const mine = this.#ofAddress.get(key) ?? this.#bucket(REFUSALS_PER_MINUTE);
    // Taken out first, so that the map's order is the order of the last refusals.
    this.#ofAddress.delete(key);
    this.#ofAddress.set(key, mine);
    if (this.#ofAddress.size > MAX_KEPT) {
      const [quietest] = this.#ofAddress.keys();
      if (quietest !== undefined) this.#ofAddress.delete(quietest);
    }
    return mine;
  }

  #bucket(perMinute: number): TokenBucket {
    return new TokenBucket({ burst: perMinute, perSecond: perMinute / 60, now: this.#now() });
  }
}
