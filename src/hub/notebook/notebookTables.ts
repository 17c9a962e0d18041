import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { docIdSchema, feedIdSchema } from '../../protocol/notebook/docId.ts';
import { idSchema, instantSchema } from '../../protocol/session/people.ts';
import type { RecordsDriver } from '../records/recordsDriver.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const countSchema = z.number().int().positive();

/** A document's update in its feed (NB40, NB41). `mark` is random and tells this entry from another of the same position. */
export const notebookEntryRowSchema = z.object({
  feed: feedIdSchema,
  position: countSchema,
  mark: z.string().min(1),
  doc_id: docIdSchema,
  writer_id: idSchema,
  sequence: countSchema,
  author_id: idSchema,
  received_at: instantSchema,
  sealed: bytesSchema,
});

/** A batch that was taken: `content` is a keyed mark of its updates, by which a repeat is known. */
export const notebookBatchRowSchema = z.object({
  feed: feedIdSchema,
  writer_id: idSchema,
  sequence: countSchema,
  content: z.string(),
});

/** A document that was deleted for good: its entries keep their places and hold nothing (MK51). */
export const goneDocumentRowSchema = z.object({
  doc_id: docIdSchema,
  feed: feedIdSchema,
  gone_at: instantSchema,
});

/** The notebook's tables as Kysely types them. */
export type NotebookTables = {
  notebook_entries: z.infer<typeof notebookEntryRowSchema>;
  notebook_batches: z.infer<typeof notebookBatchRowSchema>;
  notebook_gone: z.infer<typeof goneDocumentRowSchema>;
};

/** Brings the notebook to a store. */
export function createNotebookMigration({ bytes, instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('notebook_entries')
        .addColumn('feed', 'text', (c) => c.notNull())
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('mark', 'text', (c) => c.notNull())
        .addColumn('doc_id', 'text', (c) => c.notNull())
        .addColumn('writer_id', 'text', (c) => c.notNull())
        .addColumn('sequence', 'integer', (c) => c.notNull())
        .addColumn('author_id', 'text', (c) => c.notNull())
        .addColumn('received_at', instant, (c) => c.notNull())
        .addColumn('sealed', bytes, (c) => c.notNull())
        .addPrimaryKeyConstraint('notebook_entries_place', ['feed', 'position'])
        .execute();
      await db.schema
        .createTable('notebook_batches')
        .addColumn('feed', 'text', (c) => c.notNull())
        .addColumn('writer_id', 'text', (c) => c.notNull())
        .addColumn('sequence', 'integer', (c) => c.notNull())
        .addColumn('content', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('notebook_batches_number', ['feed', 'writer_id', 'sequence'])
        .execute();
    },
  };
}

/** Brings the table of documents that were deleted for good, and what finds a document's entries without reading its whole feed. */
export function createGoneDocumentsMigration({ instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('notebook_gone')
        .addColumn('doc_id', 'text', (c) => c.primaryKey())
        .addColumn('feed', 'text', (c) => c.notNull())
        .addColumn('gone_at', instant, (c) => c.notNull())
        .execute();
      await db.schema
        .createIndex('notebook_entries_of_document')
        .on('notebook_entries')
        .column('doc_id')
        .execute();
    },
  };
}
