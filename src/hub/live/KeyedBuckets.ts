import { CirclewellError } from '../../protocol/errors.ts';
import { TokenBucket } from './TokenBucket.ts';

/** So much at once, and so much a second from then on. */
export type Rate = { readonly burst: number; readonly perSecond: number };

/** A bucket for each key, made when it is first asked for and kept: for as many keys as the practice has people. */
export class KeyedBuckets {
  readonly #now: () => number;
  readonly #detail: string;
  readonly #buckets = new Map<string, TokenBucket>();

  /**
   * @param now milliseconds
   * @param detail what is told to whoever takes too much
   */
  constructor(now: () => number, detail: string) {
    this.#now = now;
    this.#detail = detail;
  }

  /** @throws CirclewellError `rate_limited`; then nothing is taken */
  take(key: string, rate: Rate, count = 1): void {
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? new TokenBucket({ ...rate, now });
    this.#buckets.set(key, bucket);
    if (!bucket.take(now, count)) throw new CirclewellError('rate_limited', this.#detail);
  }
}
