/** Does what concerns a key one after the other, and what concerns different keys beside one another. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Settles as the job does, which begins when those before it have settled. */
  async take<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const done = before.then(job, job);
    const settled = done.catch(() => undefined);
    this.#last.set(key, settled);
    void settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    });
    return done;
  }
}
