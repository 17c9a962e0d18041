/** Tells those who wait for it that something is new: in a feed, or about who has a note open. Whoever made it closes it. */
export class NewsBell {
  readonly #waiting = new Set<{
    readonly names: ReadonlySet<string>;
    readonly tell: (isRung: boolean) => void;
  }>();
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What is new can be read. */
  ring(name: string): void {
    for (const { names, tell } of this.#waiting) if (names.has(name)) tell(true);
  }

  /** Waits from now on. @returns true once one of the names rings, false where the signal or the closing ends it */
  next(names: readonly string[], signal: AbortSignal): Promise<boolean> {
    if (this.#isClosed || signal.aborted) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const one = { names: new Set(names), tell: resolve };
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
