import { feedOf, type DocId, type FeedId } from '../../../src/protocol/notebook/docId.ts';

/** So many documents' differences are kept in memory at most. */
const MOST = 500;

/** What is to go to the hub of a document: its difference as it travels, and what the hub has of it afterwards. */
export type Outgoing = {
  readonly docId: DocId;
  /** The number of the document's last update in it. */
  readonly n: number;
  /** Both in base64, as they travel and are kept. Null where the hub has everything. */
  readonly data: string | null;
  readonly state: string;
};

/**
 * Differences that were made ahead, when a note was closed, so that they are at hand when the network is back. One holds for as long as
 * nothing of its document was edited, and the hub has what it was known to have.
 */
export class MadeAhead {
  readonly #made = new Map<DocId, Outgoing>();

  put(one: Outgoing): void {
    this.#made.delete(one.docId);
    this.#made.set(one.docId, one);
    const [oldest] = this.#made.keys();
    if (this.#made.size > MOST && oldest !== undefined) this.#made.delete(oldest);
  }

  /** @param n the document's last update that waits for the hub */
  of(docId: DocId, n: number): Outgoing | null {
    const made = this.#made.get(docId);
    return made !== undefined && made.n >= n ? made : null;
  }

  drop(docId: DocId): void {
    this.#made.delete(docId);
  }

  /** What the hub is known to have of a feed is known no longer. */
  dropFeed(feed: FeedId): void {
    for (const docId of this.#made.keys()) if (feedOf(docId) === feed) this.drop(docId);
  }
}
