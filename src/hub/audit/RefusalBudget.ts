import { TokenBucket } from '../live/TokenBucket.ts';

/** How many refusals are recorded a minute (AU17). */
export const REFUSALS_PER_MINUTE = 60;

/** Keeps a flood of refusals from filling the disk: what is over the budget is counted, and told with the next one. */
export class RefusalBudget {
  readonly #now: () => number;
  readonly #bucket: TokenBucket;
  #leftOut = 0;

  /** @param now milliseconds; a jump back costs nothing but a few entries */
  constructor(now: () => number) {
    this.#now = now;
    this.#bucket = new TokenBucket({
      burst: REFUSALS_PER_MINUTE,
      perSecond: REFUSALS_PER_MINUTE / 60,
      now: now(),
    });
  }

  /** Null if this one is to be left out; else how many were left out before it. */
  take(): number | null {
    if (!this.#bucket.take(this.#now())) {
      this.#leftOut += 1;
      return null;
    }
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    return leftOut;
  }
}
