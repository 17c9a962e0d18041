import type { DocId, FeedId, OfSession } from '../../protocol/notebook/docId.ts';
import type { Batch, BatchReply, ChangesQuery, ChangesReply, Cursor } from '../../protocol/notebook/sync.ts';

/**
 * What of a feed somebody is given: all of it, or all but members' notes (SG88). A cursor of a part says so, and is unknown to who has all:
 * they read from the beginning, and so get what they were not given before.
 */
export type FeedPart = 'whole' | 'withoutMembers';

/** The feeds of notes and marks (NB22 to NB25, NB40, NB41). What is in an update is sealed at rest, and looked into by nobody. */
export interface NotebookStore {
  /**
   * Takes a batch at the end of its feed, once. A repeat with the same content is answered as the first was. `unknownPast`,
   * and nothing is written, where the writer or its cursor is not known, or the number was used for something else.
   * @param authorId whose sign-in it came by
   * @param at when it came, in milliseconds since the Unix epoch
   */
  take(batch: Batch, authorId: string, at: number, part?: FeedPart): Promise<BatchReply>;
  /** A page of what comes after a cursor, but for what the writer has had acknowledged (NB32, NB45). */
  readAfter(query: ChangesQuery, part?: FeedPart): Promise<ChangesReply>;
  /**
   * Deletes a document for good (MK51). Its entries keep their places and hold nothing; another after the feed's end says to whoever reads that it
   * is gone. What a workstation brings of it later is answered as taken, and not kept. Once; the same again changes nothing.
   * @param at in milliseconds since the Unix epoch
   * @throws Error where it is something else than marks: nothing else is ever deleted (MK56)
   */
  deleteForGood(docId: DocId, at: number): Promise<void>;
  /** The marks of sessions that are in some feed, and were not deleted; each is looked for when it is asked for, so that others come in between. */
  marksKept(): AsyncIterable<DocId>;
  /** A session's notes of which the feed has something, signed or not. */
  notesBegun(session: OfSession): Promise<DocId[]>;
  /** Where each feed ends; the beginning for one in which there is nothing. */
  heads(
    feeds: readonly { readonly feed: FeedId; readonly part?: FeedPart }[],
  ): Promise<ReadonlyMap<FeedId, Cursor>>;
}
