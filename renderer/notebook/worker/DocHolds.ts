import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { OpenDoc } from './OpenDoc.ts';

/** How long a document stays open after the last has let go of it, in milliseconds: another place may ask for it next. */
const LINGER_MS = 1_000;

/** A document in use. `release` may be called again. */
export type HeldDoc = { readonly opened: Promise<OpenDoc>; readonly release: () => void };

export type DocHoldsDeps = {
  readonly open: (docId: DocId) => Promise<OpenDoc>;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

/** Counts who uses each document, and closes those that nobody does (NB57). */
export class DocHolds {
  readonly #deps: DocHoldsDeps;
  readonly #users = new Map<DocId, number>();
  readonly #closing = new Map<DocId, Promise<unknown>>();

  constructor(deps: DocHoldsDeps) {
    this.#deps = deps;
  }

  hold(docId: DocId): HeldDoc {
    this.#users.set(docId, (this.#users.get(docId) ?? 0) + 1);
    const opened = this.#open(docId);
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      this.#users.set(docId, (this.#users.get(docId) ?? 1) - 1);
      this.#closeLater(docId);
    };
    return { opened, release };
  }

  /** One that is being closed is closed first, and read anew. */
  async #open(docId: DocId): Promise<OpenDoc> {
    await this.#closing.get(docId);
    return this.#deps.open(docId);
  }

  #closeLater(docId: DocId): void {
    this.#deps.after(LINGER_MS, () => {
      if ((this.#users.get(docId) ?? 0) > 0 || this.#closing.has(docId)) return;
      const closing = this.#close(docId).finally(() => this.#closing.delete(docId));
      this.#closing.set(docId, closing);
    });
  }

  async #close(docId: DocId): Promise<void> {
    // Rejects where the notebook was locked meanwhile, which has closed it.
    const doc = await this.#deps.open(docId).catch(() => null);
    if (doc !== null && !(await doc.close())) this.#closeLater(docId);
    // Whoever has asked for it meanwhile counts.
    else if (this.#users.get(docId) === 0) this.#users.delete(docId);
  }
}
