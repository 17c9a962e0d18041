/**
 * A rate limit: so many at once, so many a second from then on (docs/spec/live.md, LI7).
 * Times are milliseconds on a monotonic clock.
 */
export class TokenBucket {
  readonly #burst: number;
  readonly #perSecond: number;
  #tokens: number;
  #refilledAt: number;

  constructor(options: { burst: number; perSecond: number; now: number }) {
    this.#burst = options.burst;
    this.#perSecond = options.perSecond;
    this.#tokens = options.burst;
    this.#refilledAt = options.now;
  }

  /** Takes a token, or as many as said; false, and nothing taken, where there are not so many. */
  take(now: number, count = 1): boolean {
    const elapsedMs = Math.max(0, now - this.#refilledAt);
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsedMs * this.#perSecond) / 1_000);
    this.#refilledAt = now;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }
}
