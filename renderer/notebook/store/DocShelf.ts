import * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { Change, Disk } from '../ports.ts';
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

  /** As they are on the disk; several at once, each once. */
  holdAll(docIds: readonly DocId[]): Promise<HeldDoc[]> {
    return allOf(docIds.map((docId) => this.hold(docId)));
  }

  async hold(docId: DocId): Promise<HeldDoc> {
    const held = this.#held.get(docId) ?? (await this.#read(docId));
    this.#held.delete(docId);
    this.#held.set(docId, held);
    return held;
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

  async #read(docId: DocId): Promise<HeldDoc> {
    const range = numberedOf(docId);
    const [snapshots, updates] = await Promise.all([
      this.#disk.list('snapshots', range),
      this.#disk.list('note_updates', range),
    ]);
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
