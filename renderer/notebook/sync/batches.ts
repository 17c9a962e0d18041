import type { DocId, FeedId } from '../../../src/protocol/notebook/docId.ts';
import { MAX_BATCH_CHARS, MAX_UPDATE_BYTES, type DocUpdate } from '../../../src/protocol/notebook/sync.ts';
import type { Change, Parcel } from '../ports.ts';
import { allOf } from '../store/allOf.ts';
import { fromBase64, toBase64 } from '../store/base64.ts';
import type { HeldDoc } from '../store/DocShelf.ts';
import { rangesOf } from '../store/keys.ts';
import type { NoteStore } from '../store/NoteStore.ts';
import { fromRow, frozenRowSchema, putFrozen, putStanding, type Frozen } from '../store/rows.ts';
import { differenceOf, joined, wholeOf } from '../store/hubStates.ts';
import type { Aside } from './Aside.ts';

/** What is to be sent of a feed, the documents that are too large to be (NB31), and those of which the hub has everything. */
export type NextBatch = {
  readonly frozen: Frozen | null;
  readonly tooLarge: readonly DocId[];
  readonly had: readonly DocId[];
};

/** Which documents a batch may have: not those set aside, and so many at most. */
export type Choice = { readonly aside: Aside; readonly most: number };

/** The batch that was begun, or else the next, made durable before anybody sends it (NB20, NB21). */
export function freezeBatch(
  store: NoteStore,
  parcel: Parcel,
  feed: FeedId,
  choice: Choice,
): Promise<NextBatch> {
  return store.exclusively(async () => {
    const begun = await store.disk.get('batches', feed);
    if (begun !== null) return { frozen: fromRow(frozenRowSchema, begun), tooLarge: [], had: [] };
    const { documents, updates, tooLarge, had } = await gather(store, parcel, feed, choice);
    if (had.length > 0)
      await store.disk.commit(had.map((docId) => ({ kind: 'delete', table: 'outbox', key: docId })));
    if (updates.length === 0) return { frozen: null, tooLarge, had };
    const standing = await store.standing(feed);
    const frozen: Frozen = {
      batch: {
        feed,
        writer: { id: standing.writerId, acknowledged: standing.acknowledged },
        sequence: standing.acknowledged + 1,
        base: standing.cursor,
        updates,
      },
      documents,
    };
    await store.disk.commit([putStanding(feed, standing), putFrozen(feed, frozen)]);
    return { frozen, tooLarge, had };
  });
}

/** So many documents are read and packed at once: one after the other, most of the time is waiting for the disk. */
const AT_ONCE = 64;

type Prepared = {
  readonly docId: DocId;
  readonly held: HeldDoc;
  /** Null where the hub has everything. */
  readonly packed: Uint8Array | null;
};

async function gather(store: NoteStore, parcel: Parcel, feed: FeedId, { aside, most }: Choice) {
  const documents: Frozen['documents'] = [];
  const updates: DocUpdate[] = [];
  const tooLarge: DocId[] = [];
  const had: DocId[] = [];
  let chars = 0;
  const waiting = await waitingIn(store, feed);
  const numbers = await store.waitsFor(waiting);
  const candidates = waiting.filter((docId, index) => !aside.has(docId, numbers[index] ?? 0));
  const isFull = () => updates.length === most || chars >= store.limits.batchChars;
  for (let at = 0; at < candidates.length && !isFull(); at += AT_ONCE) {
    for (const { docId, held, packed } of await prepare(store, parcel, candidates.slice(at, at + AT_ONCE))) {
      if (isFull()) break;
      if (packed === null) {
        had.push(docId);
        continue;
      }
      if (packed.length > MAX_UPDATE_BYTES) {
        tooLarge.push(docId);
        continue;
      }
      const data = toBase64(packed);
      // A single update always has room.
      if (chars + data.length > MAX_BATCH_CHARS) return { documents, updates, tooLarge, had };
      chars += data.length;
      updates.push({ docId, data });
      documents.push({ docId, n: held.last, state: toBase64(wholeOf(held.doc)) });
    }
  }
  return { documents, updates, tooLarge, had };
}

async function prepare(store: NoteStore, parcel: Parcel, docIds: readonly DocId[]): Promise<Prepared[]> {
  const states = await store.disk.getAll('hub_states', docIds);
  const held = await store.holdAll(docIds);
  return allOf(
    held.map(async (one, index) => {
      const difference = differenceOf(one.doc, states[index] ?? null);
      const packed = difference === null ? null : await parcel.pack(one.docId, difference);
      return { docId: one.docId, held: one, packed };
    }),
  );
}

async function waitingIn(store: NoteStore, feed: FeedId): Promise<DocId[]> {
  const found: DocId[] = [];
  for (const range of rangesOf(feed)) found.push(...(await store.disk.keys('outbox', range)));
  return found;
}

/** The hub refuses a batch, and would for ever: its documents wait as if it had never been made. */
export function thawBatch(store: NoteStore, feed: FeedId): Promise<void> {
  return store.exclusively(() => store.disk.commit([{ kind: 'delete', table: 'batches', key: feed }]));
}

/**
 * Notes that the hub has taken a batch. What was edited since goes on waiting.
 * @returns the documents of which the hub has everything now
 */
export function acknowledgeBatch(store: NoteStore, { batch, documents }: Frozen): Promise<DocId[]> {
  return store.exclusively(async () => {
    const { feed, sequence } = batch;
    const standing = await store.standing(feed);
    const changes: Change[] = [
      { kind: 'delete', table: 'batches', key: feed },
      putStanding(feed, { ...standing, acknowledged: sequence, isAhead: true }),
    ];
    const uploaded: DocId[] = [];
    const docIds = documents.map(({ docId }) => docId);
    const states = await store.disk.getAll('hub_states', docIds);
    const waits = await store.waitsFor(docIds);
    for (const [index, { docId, n, state }] of documents.entries()) {
      const known = joined(states[index] ?? null, fromBase64(state));
      changes.push({ kind: 'put', table: 'hub_states', key: docId, bytes: new Uint8Array(known) });
      const waiting = waits[index] ?? null;
      if (waiting === null || waiting > n) continue;
      changes.push({ kind: 'delete', table: 'outbox', key: docId });
      uploaded.push(docId);
    }
    await store.disk.commit(changes);
    return uploaded;
  });
}
