import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { feedOf, parseDocId, type DocId, type FeedId } from '../../protocol/notebook/docId.ts';
import {
  BEGINNING,
  MAX_UPDATES,
  type Cursor,
  type DocUpdate,
  type Writer,
} from '../../protocol/notebook/sync.ts';
import type { Tables } from '../records/kysely/tables.ts';
import type { SealedPlace, Sealer } from '../records/sealing.ts';
import { cursorOf, isInPart, markIn } from './feedPart.ts';
import type { NotebookStore } from './notebookStore.ts';
import { notebookBatchRowSchema, notebookEntryRowSchema } from './notebookTables.ts';

/** When a page is full, in characters of base64 (NB45). */
const FULL_PAGE_CHARS = 1024 * 1024;
const MARK_BYTES = 12;

/** What an entry of a document that is gone holds. */
const NOTHING = new Uint8Array(0);
/** The name under which the hub itself writes in a feed; no workstation makes one like it. */
const HUB_WRITER = 'hub';

const docIdRowSchema = notebookEntryRowSchema.pick({ doc_id: true });
const headRowSchema = notebookEntryRowSchema.pick({ position: true, mark: true });
const lastRowSchema = z.object({ last: z.number().int().nullable() });
const entryPlace = (feed: FeedId, docId: string, position: number): SealedPlace => ({
  table: 'notebook_entries',
  column: 'sealed',
  id: `${feed} ${docId}`,
  seq: position,
});
const batchPlace = (feed: FeedId): SealedPlace => ({
  table: 'notebook_batches',
  column: 'content',
  id: feed,
});

export function createNotebookStore(db: Kysely<Tables>, sealer: Sealer): NotebookStore {
  /** Two requests for one feed at once: what is decided by is read inside the transaction that writes (RE45). */
  type Db = Pick<Kysely<Tables>, 'selectFrom'>;

  async function headOf(from: Db, feed: FeedId): Promise<Cursor> {
    const row = await from
      .selectFrom('notebook_entries')
      .select(['position', 'mark'])
      .where('feed', '=', feed)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? BEGINNING : headRowSchema.parse(row);
  }

  async function knows(from: Db, feed: FeedId, writer: Writer, { position, mark }: Cursor): Promise<boolean> {
    if ((await lastOf(from, feed, writer.id)) < writer.acknowledged) return false;
    if (position === 0) return true;
    const row = await from
      .selectFrom('notebook_entries')
      .select(['position', 'mark'])
      .where('feed', '=', feed)
      .where('position', '=', position)
      .executeTakeFirst();
    return row !== undefined && headRowSchema.parse(row).mark === mark;
  }

  async function lastOf(from: Db, feed: FeedId, writerId: string): Promise<number> {
    const row = await from
      .selectFrom('notebook_batches')
      .select(({ fn }) => fn.max('sequence').as('last'))
      .where('feed', '=', feed)
      .where('writer_id', '=', writerId)
      .executeTakeFirstOrThrow();
    return lastRowSchema.parse(row).last ?? 0;
  }

  async function goneAmong(from: Db, docIds: readonly DocId[]): Promise<ReadonlySet<DocId>> {
    const rows = await from
      .selectFrom('notebook_gone')
      .select('doc_id')
      .where('doc_id', 'in', docIds)
      .execute();
    return new Set(rows.map((row) => docIdRowSchema.parse(row).doc_id));
  }

  /** The marks that come next by their ids. Each step finds one place in the index, however many entries each session's have. */
  async function marksFrom(after: string): Promise<DocId | null> {
    const row = await db
      .selectFrom('notebook_entries')
      .select('doc_id')
      .where('doc_id', '>', after)
      .where('doc_id', '<', endOf('marks/'))
      .orderBy('doc_id')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : docIdRowSchema.parse(row).doc_id;
  }

  return {
    take({ feed, writer, sequence, base, updates }, authorId, at, part = 'whole') {
      const past = { ...base, mark: markIn(part, base) };
      const content = sealer.mark(batchPlace(feed), JSON.stringify(updates));
      return db.transaction().execute(async (trx) => {
        const repeated = await trx
          .selectFrom('notebook_batches')
          .selectAll()
          .where('feed', '=', feed)
          .where('writer_id', '=', writer.id)
          .where('sequence', '=', sequence)
          .executeTakeFirst();
        if (repeated !== undefined) {
          const isSame = notebookBatchRowSchema.parse(repeated).content === content;
          return { outcome: isSame ? 'taken' : 'unknownPast' };
        }
        const isNext = (await lastOf(trx, feed, writer.id)) === sequence - 1;
        if (!isNext || !(await knows(trx, feed, writer, past))) return { outcome: 'unknownPast' };
        const { position: end } = await headOf(trx, feed);
        const gone = await goneAmong(
          trx,
          updates.map(({ docId }) => docId),
        );
        const entries = updates.map(({ docId, data }, index) => {
          const position = end + index + 1;
          return {
            feed,
            position,
            mark: randomBytes(MARK_BYTES).toString('base64url'),
            doc_id: docId,
            writer_id: writer.id,
            sequence,
            author_id: authorId,
            received_at: at,
            sealed: gone.has(docId)
              ? NOTHING
              : sealer.sealBytes(entryPlace(feed, docId, position), Buffer.from(data, 'base64')),
          };
        });
        await trx.insertInto('notebook_entries').values(entries).execute();
        await trx
          .insertInto('notebook_batches')
          .values({ feed, writer_id: writer.id, sequence, content })
          .execute();
        return { outcome: 'taken' };
      });
    },

    async readAfter({ feed, writer, after }, part = 'whole') {
      const past = { ...after, mark: markIn(part, after) };
      if (!(await knows(db, feed, writer, past))) return { outcome: 'unknownPast' };
      const rows = await db
        .selectFrom('notebook_entries')
        .selectAll()
        .where('feed', '=', feed)
        .where('position', '>', after.position)
        .orderBy('position')
        .limit(MAX_UPDATES + 1)
        .execute();
      const entries = rows.map((row) => notebookEntryRowSchema.parse(row));
      const empty = entries.filter(({ sealed }) => sealed.length === 0).map(({ doc_id: docId }) => docId);
      const deleted = await goneAmong(db, [...new Set(empty)]);
      const updates: DocUpdate[] = [];
      const gone = new Set<DocId>();
      let cursor = after;
      let chars = 0;
      let read = 0;
      for (const entry of entries.slice(0, MAX_UPDATES)) {
        if (chars >= FULL_PAGE_CHARS) break;
        read += 1;
        cursor = { position: entry.position, mark: entry.mark };
        if (!isInPart(part, entry.doc_id)) continue;
        // Also to who wrote it: what they have of it goes as well. Where nobody deleted it, an empty entry is damage, and does not open.
        if (entry.sealed.length === 0 && deleted.has(entry.doc_id)) {
          gone.add(entry.doc_id);
          continue;
        }
        if (entry.writer_id === writer.id && entry.sequence <= writer.acknowledged) continue;
        const place = entryPlace(feed, entry.doc_id, entry.position);
        const data = Buffer.from(sealer.openBytes(place, entry.sealed)).toString('base64');
        chars += data.length;
        updates.push({ docId: entry.doc_id, data });
      }
      return {
        outcome: 'changes',
        updates,
        gone: [...gone],
        cursor: cursorOf(part, cursor),
        hasMore: read < rows.length,
      };
    },

    async deleteForGood(docId, at) {
      assertMarks(docId);
      const feed = feedOf(docId);
      return db.transaction().execute(async (trx) => {
        if ((await goneAmong(trx, [docId])).size > 0) return;
        await trx.insertInto('notebook_gone').values({ doc_id: docId, feed, gone_at: at }).execute();
        await trx
          .updateTable('notebook_entries')
          .set({ sealed: NOTHING })
          // Not by the feed as well, by whose index the database would read all of it.
          .where('doc_id', '=', docId)
          .execute();
        const { position } = await headOf(trx, feed);
        await trx
          .insertInto('notebook_entries')
          .values({
            feed,
            position: position + 1,
            mark: randomBytes(MARK_BYTES).toString('base64url'),
            doc_id: docId,
            writer_id: HUB_WRITER,
            sequence: 1,
            author_id: HUB_WRITER,
            received_at: at,
            sealed: NOTHING,
          })
          .execute();
      });
    },

    async *marksKept() {
      let docId = await marksFrom('marks/');
      while (docId !== null) {
        if ((await goneAmong(db, [docId])).size === 0) yield docId;
        docId = await marksFrom(docId);
      }
    },

    async notesBegun({ groupId, sessionId }) {
      const start = `note/${groupId}/${sessionId}/` as const;
      const rows = await db
        .selectFrom('notebook_entries')
        .select('doc_id')
        .distinct()
        .where('doc_id', '>', start)
        .where('doc_id', '<', endOf(start))
        .execute();
      return rows.map((row) => docIdRowSchema.parse(row).doc_id);
    },

    async heads(feeds) {
      const heads = new Map<FeedId, Cursor>();
      for (const { feed, part = 'whole' } of feeds) heads.set(feed, cursorOf(part, await headOf(db, feed)));
      return heads;
    },
  };
}

/** What comes after everything that begins so; `0` comes after `/`. */
function endOf(start: `${string}/`): string {
  return `${start.slice(0, -1)}0`;
}

/** @throws Error where it is another document's id */
function assertMarks(docId: DocId): void {
  if (parseDocId(docId).kind !== 'marks') throw new Error('Only marks are deleted');
}
