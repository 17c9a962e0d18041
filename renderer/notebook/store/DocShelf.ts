import * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { Change, Disk, Row } from '../ports.ts';
import { allOf } from './allOf.ts';
import { numberedKey, numberedOf, numberIn } from './keys.ts';

/** How many documents stay in memory after they were used. */
const KEPT = 64;

/** A document as it is on the disk, in memory. */
export type HeldDoc = {
  readonly docId: DocId;
  readonly doc: Y.Doc;
  /** The number of its last update; 0 where there is none. */
  last: number;
  /** The keys of the updates that are in no snapshot. */
  loose: string[];
  snapshot: string | null;
};

/** Reads documents from the disk, and keeps the last ones in memory. Used by one at a time. */
export class DocShelf {
  readonly #disk: Disk;
  readonly #held = new Map<DocId, HeldDoc>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  async hold(docId: DocId): Promise<HeldDoc> {
    const [held] = await this.holdAll([docId]);
    if (!held) throw new Error('It was not read');
    return held;
  }

  /** As they are on the disk, in the order asked for; several at once, each once. */
  async holdAll(docIds: readonly DocId[]): Promise<HeldDoc[]> {
    const read = await this.#read(docIds.filter((docId) => !this.#held.has(docId)));
    const all = docIds
      .map((docId) => this.#held.get(docId) ?? read.get(docId))
      .filter((held) => held !== undefined);
    for (const held of all) {
      // The last used come last.
      this.#held.delete(held.docId);
      this.#held.set(held.docId, held);
    }
    return all;
  }

  /** What somebody sees in each of the documents, in the order asked for. What is not in memory is read, and not kept. */
  async look<T>(docIds: readonly DocId[], see: (doc: Y.Doc) => T): Promise<T[]> {
    const read = await this.#read(docIds.filter((docId) => !this.#held.has(docId)));
    const seen = docIds
      .map((docId) => this.#held.get(docId) ?? read.get(docId))
      .filter((one) => one !== undefined);
    try {
      return seen.map(({ doc }) => see(doc));
    } finally {
      for (const { doc } of read.values()) doc.destroy();
    }
  }

  /** What is in memory may be more than is on the disk: it is read anew when it is needed. */
  forget(docId: DocId): void {
    this.#held.get(docId)?.doc.destroy();
    this.#held.delete(docId);
  }

  /** Lets the documents go that were not used lately. */
  trim(): void {
    for (const docId of [...this.#held.keys()].slice(0, -KEPT)) this.forget(docId);
  }

  async #read(docIds: readonly DocId[]): Promise<Map<DocId, HeldDoc>> {
    const ranges = docIds.map(numberedOf);
    const [snapshots, updates] = await allOf([
      this.#disk.listAll('snapshots', ranges),
      this.#disk.listAll('note_updates', ranges),
    ]);
    return new Map(
      docIds.map((docId, index) => [docId, heldOf(docId, snapshots?.[index] ?? [], updates?.[index] ?? [])]),
    );
  }
}

function heldOf(docId: DocId, snapshots: readonly Row[], updates: readonly Row[]): HeldDoc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const { bytes } of [...snapshots, ...updates]) Y.applyUpdate(doc, bytes);
  });
  const keys = [...snapshots, ...updates].map(({ key }) => key);
  return {
    docId,
    doc,
    last: Math.max(0, ...keys.map(numberIn)),
    loose: updates.map(({ key }) => key),
    snapshot: snapshots.at(-1)?.key ?? null,
  };
}

/** The transaction by which a document's updates become one snapshot (NB5), and how it is held after. */
export function toSnapshot(held: HeldDoc): { changes: Change[]; key: string } {
  const { docId, doc, last, loose, snapshot } = held;
  const key = numberedKey(docId, last);
  const gone: Change[] = loose.map((one) => ({ kind: 'delete', table: 'note_updates', key: one }));
  if (snapshot !== null && snapshot !== key) gone.push({ kind: 'delete', table: 'snapshots', key: snapshot });
  const bytes = new Uint8Array(Y.encodeStateAsUpdate(doc));
  return { changes: [...gone, { kind: 'put', table: 'snapshots', key, bytes }], key };
}
