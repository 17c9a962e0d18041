import type { DocId } from '../../../src/protocol/notebook/docId.ts';

/** For how long what the hub refused is not asked again, in milliseconds: as long as between two tries at most (NB29). */
const ASIDE_MS = 120_000;

/** The documents that the hub refused: they keep their text, and hold up no other (NB34). In memory alone. */
export class Aside {
  readonly #refused = new Map<DocId, { readonly n: number; readonly until: number }>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A document was refused as it was up to its n-th update. */
  put(docId: DocId, n: number): void {
    this.#refused.set(docId, { n, until: this.#now() + ASIDE_MS });
  }

  /** Whether a document that waits with its n-th update is not to be sent now. What was edited since may be right. */
  has(docId: DocId, n: number): boolean {
    const refused = this.#refused.get(docId);
    return refused !== undefined && n <= refused.n && this.#now() < refused.until;
  }

  /** Everything may be sent again. */
  clear(): void {
    this.#refused.clear();
  }
}
