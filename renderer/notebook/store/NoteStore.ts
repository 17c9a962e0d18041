import * as Y from 'yjs';
import type { DocId, FeedId } from '../../../src/protocol/notebook/docId.ts';
import type { Change, Disk, NewId, TableName } from '../ports.ts';
import { absorb } from './absorb.ts';
import { DocShelf, toSnapshot, type HeldDoc } from './DocShelf.ts';
import { EVERYTHING, numberedKey, numberedOf } from './keys.ts';
import { MadeAhead } from './MadeAhead.ts';
import { Queue } from './Queue.ts';
import { rememberTables } from './rememberTables.ts';
import {
  fromRow,
  frozenRowSchema,
  newStanding,
  putFrozen,
  putWaiting,
  standingRowSchema,
  waitingRowSchema,
  type Standing,
} from './rows.ts';

/** How much is too much. */
export type Limits = {
  /** So many updates of a document lie by themselves before they become a snapshot. */
  readonly looseUpdates: number;
  /** So many do when a document is closed. */
  readonly looseWhenClosed: number;
  /** When a batch is full, in characters of base64: small enough that little is sent twice over a bad line. */
  readonly batchChars: number;
};
export const LIMITS: Limits = { looseUpdates: 200, looseWhenClosed: 8, batchChars: 256 * 1024 };

/** Small, and read with every round or edit. */
const REMEMBERED = ['outbox', 'cursors', 'batches'] as const satisfies readonly TableName[];

/** A document in a transaction: what is in memory, and what the disk is to get. */
export type Draft = {
  readonly held: HeldDoc;
  readonly changes: Change[];
  readonly loose: string[];
  last: number;
};

/**
 * A workstation's documents. All that reads and writes goes one after another through `exclusively`, which never waits
 * for the hub. Memory runs ahead of the disk inside a transaction, and is forgotten where that fails.
 */
export class NoteStore {
  readonly disk: Disk;
  readonly limits: Limits;
  /** For use inside `exclusively`. */
  readonly ahead = new MadeAhead();
  readonly #queue = new Queue();
  readonly #shelf: DocShelf;
  readonly #newId: NewId;

  constructor(disk: Disk, newId: NewId, limits: Limits) {
    this.disk = rememberTables(disk, REMEMBERED);
    this.limits = limits;
    this.#newId = newId;
    this.#shelf = new DocShelf(this.disk);
  }

  /** A document's whole state, as one update. */
  read(docId: DocId): Promise<Uint8Array> {
    return this.exclusively(async () => Y.encodeStateAsUpdate((await this.hold(docId)).doc));
  }

  /** What somebody sees in each of the documents, which they leave as they are. */
  look<T>(docIds: readonly DocId[], see: (doc: Y.Doc) => T): Promise<T[]> {
    return this.exclusively(() => this.#shelf.look(docIds, see));
  }

  /**
   * Makes an edit durable, with the mark that its document waits for the hub (NB1).
   * @returns false where it changed nothing: it was here already
   */
  edit(docId: DocId, update: Uint8Array): Promise<boolean> {
    return this.exclusively(async () => {
      const draft = await this.draft(docId);
      if (!this.absorbInto(draft, update)) return false;
      await this.commit([draft], [putWaiting(docId, draft.last)]);
      // Afterwards: the edit is durable, and whoever made it is not kept waiting.
      if (draft.held.loose.length >= this.limits.looseUpdates)
        void this.#pack(docId, this.limits.looseUpdates);
      return true;
    });
  }

  /**
   * A document is used no longer: what lies of it in many pieces becomes one (NB5), so that whoever reads it next, or many at
   * once, reads little. It is whole either way, and stays as it is where that fails.
   */
  packed(docId: DocId): Promise<void> {
    return this.#pack(docId, this.limits.looseWhenClosed + 1);
  }

  /** The documents that wait for the hub. */
  waiting(): Promise<DocId[]> {
    return this.exclusively(() => this.disk.keys('outbox', EVERYTHING));
  }

  /** The number of each document's last update that waits; null where none does. For use inside `exclusively`. */
  async waitsFor(docIds: readonly DocId[]): Promise<(number | null)[]> {
    const rows = await this.disk.getAll('outbox', docIds);
    return rows.map((row) => (row === null ? null : fromRow(waitingRowSchema, row).n));
  }

  /** How this device stands in a feed. For use inside `exclusively`. */
  async standing(feed: FeedId): Promise<Standing> {
    const row = await this.disk.get('cursors', feed);
    return row === null ? newStanding(this.#newId()) : fromRow(standingRowSchema, row);
  }

  /** As it is on the disk. For use inside `exclusively`. */
  hold(docId: DocId): Promise<HeldDoc> {
    return this.#shelf.hold(docId);
  }

  /** The same for several, each once. For use inside `exclusively`. */
  holdAll(docIds: readonly DocId[]): Promise<HeldDoc[]> {
    return this.#shelf.holdAll(docIds);
  }

  /** Begins a transaction's part about one document. For use inside `exclusively`. */
  async draft(docId: DocId): Promise<Draft> {
    const held = await this.hold(docId);
    return { held, changes: [], loose: [], last: held.last };
  }

  /** @returns what it changed; null where it was there already */
  absorbInto(draft: Draft, update: Uint8Array): Uint8Array | null {
    let change: Uint8Array | null;
    try {
      change = absorb(draft.held.doc, update);
    } catch (error) {
      this.#shelf.forget(draft.held.docId);
      throw error;
    }
    if (change === null) return null;
    draft.last += 1;
    const key = numberedKey(draft.held.docId, draft.last);
    draft.loose.push(key);
    draft.changes.push({ kind: 'put', table: 'note_updates', key, bytes: new Uint8Array(change) });
    return change;
  }

  /** What takes documents of a feed away from this workstation, with all that is known of them. For use inside `exclusively`, in the next commit. */
  async deletionOf(feed: FeedId, docIds: readonly DocId[]): Promise<Change[]> {
    if (docIds.length === 0) return [];
    const changes = docIds.map((docId) => this.#deletionOfOne(docId));
    return [...(await Promise.all(changes)).flat(), ...(await this.#withoutInBatch(feed, docIds))];
  }

  async #deletionOfOne(docId: DocId): Promise<Change[]> {
    this.#shelf.forget(docId);
    this.ahead.drop(docId);
    const range = numberedOf(docId);
    const changes = (['snapshots', 'note_updates'] as const).map(async (table) =>
      (await this.disk.keys(table, range)).map((key): Change => ({ kind: 'delete', table, key })),
    );
    return [
      ...(await Promise.all(changes)).flat(),
      { kind: 'delete', table: 'outbox', key: docId },
      { kind: 'delete', table: 'hub_states', key: docId },
    ];
  }

  /**
   * A batch whose answer was lost is sent again with the same bytes, which the hub answers as taken and keeps nowhere. What it would then have of these
   * documents is not to be noted here: it holds the writers, and what was deleted, of documents that are gone.
   */
  async #withoutInBatch(feed: FeedId, docIds: readonly DocId[]): Promise<Change[]> {
    const row = await this.disk.get('batches', feed);
    if (row === null) return [];
    const { batch, documents } = fromRow(frozenRowSchema, row);
    return [putFrozen(feed, { batch, documents: documents.filter(({ docId }) => !docIds.includes(docId)) })];
  }

  /** One transaction: what the drafts hold, and more. */
  async commit(drafts: readonly Draft[], more: readonly Change[]): Promise<void> {
    try {
      await this.disk.commit([...drafts.flatMap(({ changes }) => changes), ...more]);
    } catch (error) {
      for (const { held } of drafts) this.#shelf.forget(held.docId);
      throw error;
    }
    for (const { held, loose, last } of drafts) {
      held.last = last;
      held.loose.push(...loose);
    }
  }

  /** Resolves when everything that was asked for is done or refused. */
  settled(): Promise<void> {
    return this.#queue.run(() => Promise.resolve());
  }

  /** Nothing else reads or writes meanwhile. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      try {
        return await work();
      } finally {
        this.#shelf.trim();
      }
    });
  }

  /** Where at least so many updates lie by themselves. Never rejects. */
  #pack(docId: DocId, from: number): Promise<void> {
    return this.exclusively(async () => {
      const held = await this.hold(docId);
      if (held.loose.length >= from) await this.#compact(held);
    }).catch(() => undefined);
  }

  async #compact(held: HeldDoc): Promise<void> {
    const { changes, key } = toSnapshot(held);
    // The edit before it is durable; where there is no room for a snapshot, the updates stay.
    await this.disk.commit(changes).then(
      () => {
        held.loose = [];
        held.snapshot = key;
      },
      () => this.#shelf.forget(held.docId),
    );
  }
}
