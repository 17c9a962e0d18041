import type { FeedId } from '../../protocol/notebook/docId.ts';

/** Tells those who wait for it that something was added to a feed. Whoever made it closes it. */
export class NewsBell {
  readonly #waiting = new Set<{
    readonly feeds: ReadonlySet<FeedId>;
    readonly tell: (isRung: boolean) => void;
  }>();
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What was added is durable. */
  ring(feed: FeedId): void {
    for (const { feeds, tell } of this.#waiting) if (feeds.has(feed)) tell(true);
  }

  /** Waits from now on. @returns true once one of the feeds rings, false where the signal or the closing ends it */
  next(feeds: readonly FeedId[], signal: AbortSignal): Promise<boolean> {
    if (this.#isClosed || signal.aborted) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const one = { feeds: new Set(feeds), tell: resolve };
    const giveUp = () => resolve(false);
    this.#waiting.add(one);
    signal.addEventListener('abort', giveUp);
    return promise.finally(() => {
      this.#waiting.delete(one);
      signal.removeEventListener('abort', giveUp);
    });
  }

  /** Nobody waits any longer. Idempotent. */
  close(): void {
    this.#isClosed = true;
    for (const { tell } of this.#waiting) tell(false);
  }
}
