import {
  feedOf,
  parseDocId,
  type DocId,
  type FeedId,
  type OfSession,
} from '../../../src/protocol/notebook/docId.ts';
import {
  BEGINNING,
  type Batch,
  type BatchReply,
  type ChangesQuery,
  type ChangesReply,
  type Cursor,
  type DocUpdate,
  type FeedsReply,
  type Writer,
} from '../../../src/protocol/notebook/sync.ts';

type Entry = DocUpdate & { readonly mark: string; readonly writerId: string; readonly sequence: number };
type Taken = { readonly sequence: number; readonly content: string };
type Feed = { entries: Entry[]; writers: Map<string, Taken[]> };
type Backup = { readonly feeds: ReadonlyMap<FeedId, Feed>; readonly gone: ReadonlySet<DocId> };

/** The hub's half of the sync in memory (NB22 to NB25): what the real one must do, said once more and shortly. */
export class MemoryHub {
  #feeds = new Map<FeedId, Feed>();
  #marks = 0;
  /** Documents that were deleted for good: their entries hold nothing (MK51). */
  #gone = new Set<DocId>();
  readonly #pageSize: number;

  constructor(pageSize: number) {
    this.#pageSize = pageSize;
  }

  feeds(staffId: string, feeds: readonly FeedId[]): FeedsReply {
    const heads = feeds.map((feed) => ({ feed, head: this.#head(this.#feed(feed)) }));
    return { staffId, feeds: heads, asOf: heads.map(({ head }) => `${head.position}${head.mark}`).join() };
  }

  send({ feed: id, writer, sequence, base, updates }: Batch): BatchReply {
    const feed = this.#feed(id);
    const content = JSON.stringify(updates);
    const taken = feed.writers.get(writer.id) ?? [];
    const repeated = taken.find((one) => one.sequence === sequence);
    if (repeated) return { outcome: repeated.content === content ? 'taken' : 'unknownPast' };
    if (!this.#knows(feed, writer, base) || sequence !== taken.length + 1) return { outcome: 'unknownPast' };
    for (const update of updates)
      feed.entries.push({
        docId: update.docId,
        data: this.#gone.has(update.docId) ? '' : update.data,
        writerId: writer.id,
        sequence,
        mark: this.#nextMark(),
      });
    feed.writers.set(writer.id, [...taken, { sequence, content }]);
    return { outcome: 'taken' };
  }

  changes({ feed: id, writer, after }: ChangesQuery): ChangesReply {
    const feed = this.#feed(id);
    if (!this.#knows(feed, writer, after)) return { outcome: 'unknownPast' };
    const page = feed.entries.slice(after.position, after.position + this.#pageSize);
    const position = after.position + page.length;
    return {
      outcome: 'changes',
      updates: page
        .filter(({ data }) => data !== '')
        .filter(({ writerId, sequence }) => writerId !== writer.id || sequence > writer.acknowledged)
        .map(({ docId, data }) => ({ docId, data })),
      gone: [...new Set(page.filter(({ data }) => data === '').map(({ docId }) => docId))],
      cursor: { position, mark: page.at(-1)?.mark ?? after.mark },
      hasMore: position < feed.entries.length,
    };
  }

  deleteForGood(docId: DocId): void {
    if (parseDocId(docId).kind !== 'marks') throw new Error('Only marks are deleted');
    if (this.#gone.has(docId)) return;
    this.#gone.add(docId);
    const feed = this.#feed(feedOf(docId));
    feed.entries = feed.entries.map((entry) => (entry.docId === docId ? { ...entry, data: '' } : entry));
    feed.entries.push({ docId, data: '', writerId: 'hub', sequence: 1, mark: this.#nextMark() });
  }

  marksKept(): DocId[] {
    return this.#documents('marks/').filter((docId) => !this.#gone.has(docId));
  }

  notesBegun({ groupId, sessionId }: OfSession): DocId[] {
    return this.#documents(`note/${groupId}/${sessionId}/`);
  }

  #documents(start: string): DocId[] {
    const all = [...this.#feeds.values()].flatMap(({ entries }) => entries.map(({ docId }) => docId));
    return [...new Set(all)].filter((docId) => docId.startsWith(start));
  }

  #nextMark(): string {
    return `m${(this.#marks += 1)}`;
  }

  /** Everything in a feed. */
  updatesIn(feed: FeedId): readonly DocUpdate[] {
    return this.#feed(feed).entries;
  }

  /** What a backup made now would hold. Marks made later are never those of before. */
  backup(): Backup {
    return { feeds: copyOf(this.#feeds), gone: new Set(this.#gone) };
  }

  restore({ feeds, gone }: Backup): void {
    this.#feeds = copyOf(feeds);
    this.#gone = new Set(gone);
  }

  #feed(id: FeedId): Feed {
    const feed = this.#feeds.get(id) ?? { entries: [], writers: new Map<string, Taken[]>() };
    this.#feeds.set(id, feed);
    return feed;
  }

  #knows(feed: Feed, writer: Writer, { position, mark }: Cursor): boolean {
    const isMarkKnown = position === 0 || feed.entries[position - 1]?.mark === mark;
    return isMarkKnown && (feed.writers.get(writer.id)?.length ?? 0) >= writer.acknowledged;
  }

  #head({ entries }: Feed): Cursor {
    const last = entries.at(-1);
    return last === undefined ? BEGINNING : { position: entries.length, mark: last.mark };
  }
}

function copyOf(feeds: ReadonlyMap<FeedId, Feed>): Map<FeedId, Feed> {
  return new Map(
    [...feeds].map(([id, { entries, writers }]) => [
      id,
      { entries: [...entries], writers: new Map([...writers].map(([name, taken]) => [name, [...taken]])) },
    ]),
  );
}
