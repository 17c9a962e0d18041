/**
 * Looks at something time and again: one look at a time, which says in how many milliseconds the next one is due, or null where there is nothing
 * to look at until somebody begins anew. Keeps no process alive. Its owner closes it.
 */
export class Rounds {
  readonly #look: () => Promise<number | null>;
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;
  #isClosed = false;

  constructor(look: () => Promise<number | null>) {
    this.#look = look;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Nothing happens where a look is due or under way. */
  begin(delayMs: number): void {
    if (!this.#timer && !this.#isLooking) this.#lookIn(delayMs);
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #lookIn(delayMs: number): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#lookNow();
    }, delayMs);
    this.#timer.unref();
  }

  async #lookNow(): Promise<void> {
    this.#isLooking = true;
    const nextMs = await this.#look().finally(() => (this.#isLooking = false));
    if (nextMs !== null) this.#lookIn(nextMs);
  }
}
