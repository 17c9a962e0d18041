import { CirclewellError, type ErrorKind } from '../../../src/protocol/errors.ts';
import { feedOf, type DocId, type FeedId } from '../../../src/protocol/notebook/docId.ts';
import {
  MAX_UPDATES,
  type Batch,
  type BatchReply,
  type Cursor,
} from '../../../src/protocol/notebook/sync.ts';
import type { NewId, Parcel, Transport } from '../ports.ts';
import { allOf } from '../store/allOf.ts';
import type { NoteStore } from '../store/NoteStore.ts';
import type { Aside } from './Aside.ts';
import { acknowledgeBatch, nextBatch, thawBatch } from './batches.ts';
import { beginAnew, takePage, type Arrived } from './pages.ts';
import type { Problem } from './problems.ts';

/** How often a feed is begun anew in one round: once for a restore, again where another came in between. */
const ANEW_AT_MOST = 3;

/** What is told of a round while it runs. */
export type RoundEvents = {
  /** What the hub's feeds are like as they are read. */
  readonly onFeeds: (asOf: string) => void;
  readonly onArrived: (arrived: readonly Arrived[]) => void;
  readonly onUploaded: (documents: readonly DocId[]) => void;
  readonly onWaiting: (documents: readonly DocId[]) => void;
  readonly onProblem: (documents: readonly DocId[], problem: Problem) => void;
};

export type RoundDeps = {
  readonly store: NoteStore;
  readonly transport: Transport;
  readonly parcel: Parcel;
  readonly newId: NewId;
  /** Whose notebook this is. */
  readonly staffId: string;
  readonly aside: Aside;
  /** The network or the sign-in is back: what waits goes before the hub is asked anything (NB58). */
  readonly isBack: boolean;
  readonly events: RoundEvents;
};

/** How a round ended: the hub has answered for everything, or why not. `again`: whether trying later can help by itself. */
export type RoundResult =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly problem: Problem; readonly again: boolean };

/** One round with the hub: reads every feed to its end and sends what waits. Never rejects for what the hub does. */
export async function runRound(deps: RoundDeps): Promise<RoundResult> {
  const { store, transport, staffId, events } = deps;
  try {
    const waiting = deps.isBack ? await store.waiting() : [];
    for (const feed of new Set(waiting.map(feedOf))) await sendAll(deps, feed, true);
    const reply = await transport.feeds();
    // Nothing is sent under another's name (NB30).
    if (reply.staffId !== staffId) return { isDone: false, problem: 'otherAccount', again: false };
    events.onFeeds(reply.asOf);
    let failed: RoundResult | null = null;
    for (const { feed, head } of reply.feeds) {
      const result = await syncFeed(deps, feed, head);
      if (!result.isDone) failed = result;
    }
    const listed = new Set(reply.feeds.map(({ feed }) => feed));
    const stranded = (await store.waiting()).filter((docId) => !listed.has(feedOf(docId)));
    if (stranded.length > 0) events.onProblem(stranded, 'notYours');
    return failed ?? { isDone: true };
  } catch (error) {
    return failureOf(error);
  }
}

/** One feed's refusal is told of its documents alone, and keeps no others; what concerns them all is thrown on. */
async function syncFeed(deps: RoundDeps, feed: FeedId, head: Cursor): Promise<RoundResult> {
  try {
    for (let round = 0; round < ANEW_AT_MOST; round += 1) {
      const isKnown = (await readToEnd(deps, feed, head, round > 0)) && (await sendAll(deps, feed, false));
      if (isKnown) return { isDone: true };
      deps.events.onWaiting(await beginAnew(deps.store, feed, deps.newId));
    }
    return { isDone: false, problem: 'hubAway', again: true };
  } catch (error) {
    if (!(error instanceof CirclewellError)) throw error;
    // The hub answers: what is broken there may be of this feed alone.
    if (error.kind === 'internal') return failureOf(error);
    const problem = feedProblemOf(error);
    if (problem === undefined) throw error;
    const inFeed = (await deps.store.waiting()).filter((docId) => feedOf(docId) === feed);
    deps.events.onProblem(inFeed, problem);
    return { isDone: true };
  }
}

/** @returns false where the hub does not know the past of this device */
async function readToEnd(
  { store, transport, parcel, events }: RoundDeps,
  feed: FeedId,
  head: Cursor,
  isAsked: boolean,
): Promise<boolean> {
  const first = await store.exclusively(() => store.standing(feed));
  const isAtEnd =
    first.cursor.position === head.position && first.cursor.mark === head.mark && !first.isAhead;
  if (isAtEnd && !isAsked) return true;
  for (;;) {
    const { writerId, acknowledged, cursor } = await store.exclusively(() => store.standing(feed));
    const reply = await transport.changes({ feed, writer: { id: writerId, acknowledged }, after: cursor });
    if (reply.outcome === 'unknownPast') return false;
    const { arrived, unreadable, gone } = await takePage(store, parcel, feed, reply);
    // Nothing of it waits any more.
    if (gone.length > 0) events.onUploaded(gone);
    if (arrived.length > 0) events.onArrived(arrived);
    if (unreadable.length > 0) events.onProblem(unreadable, 'unreadable');
    if (!reply.hasMore) return true;
  }
}

/**
 * Sends what waits. Where a batch is refused its documents go one by one, so that one keeps no others (NB34).
 * @param isFirst nothing has been asked in this round: what is refused is left to the rest of it, which knows whether the feed is still there
 * @returns false where the hub does not know the past of this device, or where something was left
 */
async function sendAll(
  { store, transport, parcel, aside, events }: RoundDeps,
  feed: FeedId,
  isFirst: boolean,
): Promise<boolean> {
  let most = MAX_UPDATES;
  for (;;) {
    const { frozen, tooLarge, had, changes } = await nextBatch(store, parcel, feed, { aside, most });
    if (had.length > 0) events.onUploaded(had);
    if (tooLarge.length > 0) events.onProblem(tooLarge, 'tooLarge');
    if (frozen === null) return true;
    // Of these rows rounds alone know anything: what is typed meanwhile does not wait for them.
    const [reply] = await allOf([sendOne(transport, frozen.batch), store.disk.commit(changes)]);
    if (reply.outcome === 'unknownPast') return false;
    if (reply.outcome === 'refused') {
      if (isFirst) return false;
      await thawBatch(store, feed);
      most = 1;
      const [first, ...others] = frozen.documents;
      if (first === undefined || others.length > 0) continue;
      aside.put(first.docId, first.n);
      events.onProblem([first.docId], reply.problem);
      continue;
    }
    await acknowledgeBatch(store, frozen, events.onUploaded);
  }
}

type Sent = BatchReply | { readonly outcome: 'refused'; readonly problem: Problem };

async function sendOne(transport: Transport, batch: Batch): Promise<Sent> {
  try {
    return await transport.send(batch);
  } catch (error) {
    const problem = error instanceof CirclewellError ? feedProblemOf(error) : undefined;
    if (problem === undefined) throw error;
    return { outcome: 'refused', problem };
  }
}

/** Refusals that concern the feed alone. */
const FEED_PROBLEMS: Partial<Readonly<Record<ErrorKind, Problem>>> = {
  forbidden: 'notYours',
  not_found: 'notYours',
  gone: 'notYours',
  invalid: 'refused',
  conflict: 'refused',
  too_large: 'refused',
};

function feedProblemOf({ kind, rule }: CirclewellError): Problem | undefined {
  return rule === 'account.locked' ? undefined : FEED_PROBLEMS[kind];
}

function failureOf(error: unknown): RoundResult {
  if (!(error instanceof CirclewellError)) throw error;
  if (error.rule === 'account.otherSignIn') return { isDone: false, problem: 'otherAccount', again: false };
  if (error.rule === 'account.locked') return { isDone: false, problem: 'signedOut', again: true };
  if (error.kind === 'signed_out') return { isDone: false, problem: 'signedOut', again: false };
  if (error.kind === 'outdated') return { isDone: false, problem: 'outdated', again: false };
  return { isDone: false, problem: 'hubAway', again: true };
}
