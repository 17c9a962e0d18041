import type { DocId, FeedId } from '../../../src/protocol/notebook/docId.ts';
import { MAX_BATCH_CHARS, MAX_UPDATE_CHARS, type DocUpdate } from '../../../src/protocol/notebook/sync.ts';
import type { Change, Parcel } from '../ports.ts';
import { allOf } from '../store/allOf.ts';
import { fromBase64, toBase64 } from '../store/base64.ts';
import { rangesOf } from '../store/keys.ts';
import type { Outgoing } from '../store/MadeAhead.ts';
import type { NoteStore } from '../store/NoteStore.ts';
import { fromRow, frozenRowSchema, putFrozen, putStanding, type Frozen } from '../store/rows.ts';
import { differenceOf, joined, wholeOf } from '../store/hubStates.ts';
import type { Aside } from './Aside.ts';

/** What is to be sent of a feed, the documents that are too large to be (NB31), and those of which the hub has everything. */
export type NextBatch = {
  readonly frozen: Frozen | null;
  readonly tooLarge: readonly DocId[];
  readonly had: readonly DocId[];
  /** What makes the batch durable, for `disk.commit`; nothing where it is already. */
  readonly changes: readonly Change[];
};

/** Which documents a batch may have: not those set aside, and so many at most. */
export type Choice = { readonly aside: Aside; readonly most: number };

/** The batch that was begun, or else the next, which the caller makes durable while it sends it (NB20, NB21). One at a time. */
export function nextBatch(
  store: NoteStore,
  parcel: Parcel,
  feed: FeedId,
  choice: Choice,
): Promise<NextBatch> {
  return store.exclusively(() => makeBatch(store, parcel, feed, choice));
}

async function makeBatch(store: NoteStore, parcel: Parcel, feed: FeedId, choice: Choice): Promise<NextBatch> {
  const begun = await store.disk.get('batches', feed);
  if (begun !== null) return { frozen: fromRow(frozenRowSchema, begun), tooLarge: [], had: [], changes: [] };
  const { documents, updates, tooLarge, had } = await gather(store, parcel, feed, choice);
  if (had.length > 0)
    await store.disk.commit(had.map((docId) => ({ kind: 'delete', table: 'outbox', key: docId })));
  if (updates.length === 0) return { frozen: null, tooLarge, had, changes: [] };
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
  return { frozen, tooLarge, had, changes: [putStanding(feed, standing), putFrozen(feed, frozen)] };
}

/** So many documents are read and packed at once: one after the other, most of the time is waiting for the disk. */
const AT_ONCE = 64;

async function gather(store: NoteStore, parcel: Parcel, feed: FeedId, { aside, most }: Choice) {
  const documents: Frozen['documents'] = [];
  const updates: DocUpdate[] = [];
  const tooLarge: DocId[] = [];
  const had: DocId[] = [];
  let chars = 0;
  const waiting = await waitingIn(store, feed);
  const numbers = await store.waitsFor(waiting);
  const candidates = waiting
    .map((docId, index) => ({ docId, n: numbers[index] ?? 0 }))
    .filter(({ docId, n }) => !aside.has(docId, n));
  const isFull = () => updates.length === most || chars >= store.limits.batchChars;
  for (let at = 0; at < candidates.length && !isFull(); at += AT_ONCE) {
    for (const { docId, n, data, state } of await outgoing(
      store,
      parcel,
      candidates.slice(at, at + AT_ONCE),
    )) {
      if (isFull()) break;
      if (data === null) {
        had.push(docId);
        continue;
      }
      if (data.length > MAX_UPDATE_CHARS) {
        tooLarge.push(docId);
        continue;
      }
      // A single update always has room.
      if (chars + data.length > MAX_BATCH_CHARS) return { documents, updates, tooLarge, had };
      chars += data.length;
      updates.push({ docId, data });
      documents.push({ docId, n, state });
    }
  }
  return { documents, updates, tooLarge, had };
}

/** A note is closed: what the hub is to get of it is made now, when nobody waits for it. Nothing where nothing waits. */
export function makeAhead(store: NoteStore, parcel: Parcel, docId: DocId): Promise<void> {
  return store.exclusively(async () => {
    const [waits] = await store.waitsFor([docId]);
    if (waits === null) return;
    for (const made of await make(store, parcel, [docId])) store.ahead.put(made);
  });
}

type Candidate = { readonly docId: DocId; readonly n: number };

/** What was made ahead, and what is made now. */
async function outgoing(
  store: NoteStore,
  parcel: Parcel,
  candidates: readonly Candidate[],
): Promise<Outgoing[]> {
  const ahead = candidates.map(({ docId, n }) => store.ahead.of(docId, n));
  const missing = candidates.filter((_, index) => ahead[index] === null).map(({ docId }) => docId);
  const made = new Map((await make(store, parcel, missing)).map((one) => [one.docId, one]));
  return candidates
    .map(({ docId }, index) => ahead[index] ?? made.get(docId))
    .filter((one) => one !== undefined);
}

async function make(store: NoteStore, parcel: Parcel, docIds: readonly DocId[]): Promise<Outgoing[]> {
  if (docIds.length === 0) return [];
  const states = await store.disk.getAll('hub_states', docIds);
  const held = await store.holdAll(docIds);
  return allOf(
    held.map(async (one, index) => {
      const difference = differenceOf(one.doc, states[index] ?? null);
      const data = difference === null ? null : toBase64(await parcel.pack(one.docId, difference));
      return { docId: one.docId, n: one.last, data, state: toBase64(wholeOf(one.doc)) };
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
 * Notes that the hub has taken a batch. What was edited since goes on waiting; of what was deleted since, nothing is noted, as the batch's row has it
 * no longer (MK51). A batch that is not there any more has been dealt with.
 * @param onUploaded told the documents of which the hub has everything now: it has, whether or not that can be noted here
 */
export function acknowledgeBatch(
  store: NoteStore,
  { batch }: Frozen,
  onUploaded: (documents: readonly DocId[]) => void,
): Promise<void> {
  return store.exclusively(async () => {
    const { feed, writer, sequence } = batch;
    const row = await store.disk.get('batches', feed);
    const frozen = row === null ? null : fromRow(frozenRowSchema, row);
    if (frozen?.batch.sequence !== sequence || frozen.batch.writer.id !== writer.id) return;
    const { documents } = frozen;
    const standing = await store.standing(feed);
    const changes: Change[] = [
      { kind: 'delete', table: 'batches', key: feed },
      putStanding(feed, { ...standing, acknowledged: sequence, isAhead: true }),
    ];
    const docIds = documents.map(({ docId }) => docId);
    const waits = await store.waitsFor(docIds);
    const uploaded = documents.filter(({ n }, index) => n >= (waits[index] ?? Infinity));
    onUploaded(uploaded.map(({ docId }) => docId));
    const states = await store.disk.getAll('hub_states', docIds);
    for (const [index, { docId, state }] of documents.entries()) {
      const known = joined(states[index] ?? null, fromBase64(state));
      changes.push({ kind: 'put', table: 'hub_states', key: docId, bytes: new Uint8Array(known) });
      store.ahead.drop(docId);
    }
    changes.push(...uploaded.map(({ docId }): Change => ({ kind: 'delete', table: 'outbox', key: docId })));
    await store.disk.commit(changes);
  });
}
