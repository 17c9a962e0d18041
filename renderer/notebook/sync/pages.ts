import { feedOf, parseDocId, type DocId, type FeedId } from '../../../src/protocol/notebook/docId.ts';
import type { ChangesReply, DocUpdate } from '../../../src/protocol/notebook/sync.ts';
import type { Change, NewId, Parcel } from '../ports.ts';
import { isUpdate } from '../store/absorb.ts';
import { fromBase64 } from '../store/base64.ts';
import { docIn, rangesOf } from '../store/keys.ts';
import type { Draft, NoteStore } from '../store/NoteStore.ts';
import { newStanding, putStanding, putWaiting } from '../store/rows.ts';
import { raiseBy } from '../store/hubStates.ts';

type Page = Extract<ChangesReply, { outcome: 'changes' }>;

/** An update that others made has become durable here. */
export type Arrived = { readonly docId: DocId; readonly update: Uint8Array };

/** What came of a page: what changed, the documents of which something could not be read, and those that are gone for good. */
export type PageTaken = {
  readonly arrived: readonly Arrived[];
  readonly unreadable: readonly DocId[];
  readonly gone: readonly DocId[];
};

/** Makes a page and its cursor durable together (NB25). What cannot be read is left out, and stays on the hub. */
export async function takePage(
  store: NoteStore,
  parcel: Parcel,
  feed: FeedId,
  page: Page,
): Promise<PageTaken> {
  const opened = new Map<DocId, Uint8Array[]>();
  const unreadable = new Set<DocId>();
  const unpacked = await Promise.all(page.updates.map((one) => openUpdate(parcel, feed, one)));
  for (const [index, { docId }] of page.updates.entries()) {
    const update = unpacked[index] ?? null;
    if (update === null) unreadable.add(docId);
    else opened.set(docId, [...(opened.get(docId) ?? []), update]);
  }
  // Nothing but marks is ever deleted: a hub that says so of anything else is wrong, and takes no note with it (MK56).
  const gone = page.gone.filter((docId) => feedOf(docId) === feed && parseDocId(docId).kind === 'marks');
  for (const docId of gone) opened.delete(docId);
  const { arrived, poison } = await store.exclusively(async () => {
    const standing = await store.standing(feed);
    const cursor = putStanding(feed, {
      ...standing,
      cursor: page.cursor,
      isAhead: standing.isAhead && page.hasMore,
    });
    const deletion = await store.deletionOf(feed, gone);
    return takeUpdates(store, opened, [...deletion, cursor]);
  });
  return { arrived, unreadable: [...unreadable, ...poison], gone };
}

async function openUpdate(
  parcel: Parcel,
  feed: FeedId,
  { docId, data }: DocUpdate,
): Promise<Uint8Array | null> {
  if (feedOf(docId) !== feed) return null;
  try {
    const update = await parcel.unpack(docId, fromBase64(data));
    return isUpdate(update) ? update : null;
  } catch {
    return null;
  }
}

async function takeUpdates(
  store: NoteStore,
  opened: ReadonlyMap<DocId, readonly Uint8Array[]>,
  more: readonly Change[],
): Promise<{ readonly arrived: readonly Arrived[]; readonly poison: readonly DocId[] }> {
  const drafts: Draft[] = [];
  const states: Change[] = [];
  const arrived: Arrived[] = [];
  const poison: DocId[] = [];
  const docIds = [...opened.keys()];
  const known = await store.disk.getAll('hub_states', docIds);
  // Held in memory by then, all at once, so that it is not waited for the disk with each.
  await store.holdAll(docIds);
  for (const [index, [docId, updates]] of [...opened].entries()) {
    const { draft, good, changes } = await absorbAll(store, docId, updates);
    if (good.length < updates.length) poison.push(docId);
    arrived.push(...changes.map((update) => ({ docId, update })));
    let state = known[index] ?? null;
    if (good.length > 0) store.ahead.drop(docId);
    for (const update of good) state = new Uint8Array(raiseBy(state, update));
    if (state !== null) states.push({ kind: 'put', table: 'hub_states', key: docId, bytes: state });
    drafts.push(draft);
  }
  await store.commit(drafts, [...states, ...more]);
  return { arrived, poison };
}

type Absorbed = {
  readonly draft: Draft;
  /** Those that could be applied. */
  readonly good: readonly Uint8Array[];
  readonly changes: readonly Uint8Array[];
};

/** One that does not apply spoils the document in memory: it is read anew, and the others are applied without it. */
async function absorbAll(store: NoteStore, docId: DocId, updates: readonly Uint8Array[]): Promise<Absorbed> {
  const draft = await store.draft(docId);
  const changes: Uint8Array[] = [];
  for (const [index, update] of updates.entries()) {
    try {
      const change = store.absorbInto(draft, update);
      if (change !== null) changes.push(change);
    } catch {
      return absorbAll(store, docId, updates.toSpliced(index, 1));
    }
  }
  return { draft, good: updates, changes };
}

/**
 * The hub does not know the past that this device builds on: it begins the feed anew under another name, and every document
 * of the feed waits to be brought back (NB24).
 */
export function beginAnew(store: NoteStore, feed: FeedId, newId: NewId): Promise<DocId[]> {
  return store.exclusively(async () => {
    const documents = await documentsOf(store, feed);
    const changes: Change[] = [
      { kind: 'delete', table: 'batches', key: feed },
      putStanding(feed, newStanding(newId())),
    ];
    store.ahead.dropFeed(feed);
    for (const docId of documents) {
      const { last } = await store.hold(docId);
      changes.push({ kind: 'delete', table: 'hub_states', key: docId }, putWaiting(docId, last));
    }
    await store.disk.commit(changes);
    return documents;
  });
}

async function documentsOf(store: NoteStore, feed: FeedId): Promise<DocId[]> {
  const found = new Set<DocId>();
  for (const range of rangesOf(feed)) {
    for (const key of await store.disk.keys('snapshots', range)) found.add(docIn(key));
    for (const key of await store.disk.keys('note_updates', range)) found.add(docIn(key));
  }
  return [...found];
}
