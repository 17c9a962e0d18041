import type { DocId, FeedId } from '../../../src/protocol/notebook/docId.ts';
import { MAX_BATCH_CHARS, MAX_UPDATE_BYTES, type DocUpdate } from '../../../src/protocol/notebook/sync.ts';
import type { Change, Parcel } from '../ports.ts';
import { fromBase64, toBase64 } from '../store/base64.ts';
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

async function gather(store: NoteStore, parcel: Parcel, feed: FeedId, { aside, most }: Choice) {
  const documents: Frozen['documents'] = [];
  const updates: DocUpdate[] = [];
  const tooLarge: DocId[] = [];
  const had: DocId[] = [];
  let chars = 0;
  for (const docId of await waitingIn(store, feed)) {
    if (updates.length === most || chars >= store.limits.batchChars) break;
    if (aside.has(docId, (await store.waitsFor(docId)) ?? 0)) continue;
    const { doc, last } = await store.hold(docId);
    const difference = differenceOf(doc, await store.disk.get('hub_states', docId));
    if (difference === null) {
      had.push(docId);
      continue;
    }
    const packed = await parcel.pack(docId, difference);
    if (packed.length > MAX_UPDATE_BYTES) {
      tooLarge.push(docId);
      continue;
    }
    const data = toBase64(packed);
    // A single update always has room.
    if (chars + data.length > MAX_BATCH_CHARS) break;
    chars += data.length;
    updates.push({ docId, data });
    documents.push({ docId, n: last, state: toBase64(wholeOf(doc)) });
  }
  return { documents, updates, tooLarge, had };
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
    for (const { docId, n, state } of documents) {
      const known = joined(await store.disk.get('hub_states', docId), fromBase64(state));
      changes.push({ kind: 'put', table: 'hub_states', key: docId, bytes: new Uint8Array(known) });
      const waits = await store.waitsFor(docId);
      if (waits === null || waits > n) continue;
      changes.push({ kind: 'delete', table: 'outbox', key: docId });
      uploaded.push(docId);
    }
    await store.disk.commit(changes);
    return uploaded;
  });
}
