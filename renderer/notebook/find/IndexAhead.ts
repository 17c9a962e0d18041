/** After how long without a change the index is made, and how long apart its parts are, in milliseconds. */
const REST_MS = 3_000;
const APART_MS = 100;

export type IndexAheadDeps = {
  /** Makes a part of it. Resolves to whether there is more. */
  readonly part: () => Promise<boolean>;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

/** Makes the index of notes part by part while nothing else is to be done, so that the first search finds it made (WR60). */
export class IndexAhead {
  readonly #deps: IndexAheadDeps;
  #cancel: () => void = () => undefined;
  #isEnded = false;

  constructor(deps: IndexAheadDeps) {
    this.#deps = deps;
  }

  /** The notebook was opened, or something in it has changed: it is made once that has rested. */
  stirred(): void {
    this.#plan(REST_MS);
  }

  end(): void {
    this.#isEnded = true;
    this.#cancel();
  }

  #plan(ms: number): void {
    this.#cancel();
    if (!this.#isEnded) this.#cancel = this.#deps.after(ms, () => void this.#goOn());
  }

  /** Where a note cannot be read, whoever looks for something next reads it again, and is told. */
  async #goOn(): Promise<void> {
    let isStirred = false;
    this.#cancel = () => (isStirred = true);
    const isMore = await this.#deps.part().catch(() => false);
    if (isMore && !isStirred) this.#plan(APART_MS);
  }
}
