const EVERY_MS = 4;

/** Watches how late a timer comes on the thread that draws. */
export class UiWatch {
  #last = performance.now();
  #longestMs = 0;
  readonly #timer = setInterval(() => this.#look(), EVERY_MS);

  /** @returns for how long the thread was not free, at most, in milliseconds */
  end(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#longestMs;
  }

  #look(): void {
    const now = performance.now();
    this.#longestMs = Math.max(this.#longestMs, now - this.#last - EVERY_MS);
    this.#last = now;
  }
}
