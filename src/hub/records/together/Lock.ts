/** One at a time, in the order in which they asked. */
export class Lock {
  #tail: Promise<void> = Promise.resolve();
  readonly #releases: (() => void)[] = [];

  /** Waits for the ones before. Whoever has obtained it releases it once. */
  async obtain(): Promise<void> {
    const before = this.#tail;
    this.#tail = new Promise((resolve) => this.#releases.push(resolve));
    await before;
  }

  release(): void {
    this.#releases.shift()?.();
  }
}
