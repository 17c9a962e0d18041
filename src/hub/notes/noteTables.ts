import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { noteIdSchema } from '../../protocol/notebook/docId.ts';
import { noteRecordTypeSchema, sha256HexSchema } from '../../protocol/notes/note.ts';
import { idSchema, instantSchema } from '../../protocol/session/people.ts';
import type { RecordsDriver } from '../records/recordsDriver.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/**
 * A record of a note's chain (SG1). `previous_hash` is empty for the first, so that a chain begins once. `words` is what went with a
 * return.
 */
export const noteRecordRowSchema = z.object({
  note_id: noteIdSchema,
  position: z.number().int().positive(),
  group_id: idSchema,
  session_id: idSchema,
  subject: idSchema,
  type: noteRecordTypeSchema,
  previous_hash: z.union([z.literal(''), sha256HexSchema]),
  hash: sha256HexSchema,
  recorded_at: instantSchema,
  sealed: bytesSchema,
  words: bytesSchema.nullable(),
});
export const noteSettingsRowSchema = z.object({
  id: z.literal('practice'),
  revision: z.number().int().positive(),
  sealed: bytesSchema,
});
export const staffSignatureRowSchema = z.object({ staff_id: idSchema, sealed: bytesSchema });
/** `mark` is a keyed mark of the box, by which who replaces it shows that they have read it. */
export const processBoxRowSchema = z.object({ staff_id: idSchema, mark: z.string(), sealed: bytesSchema });

/** The tables of notes as Kysely types them. */
export type NoteTables = {
  note_records: z.infer<typeof noteRecordRowSchema>;
  note_settings: z.infer<typeof noteSettingsRowSchema>;
  staff_signatures: z.infer<typeof staffSignatureRowSchema>;
  process_boxes: z.infer<typeof processBoxRowSchema>;
};

/** Brings signed notes, and what is needed to sign, to a store. */
export function createNotesMigration({ bytes, instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('note_records')
        .addColumn('note_id', 'text', (c) => c.notNull())
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('group_id', 'text', (c) => c.notNull())
        .addColumn('session_id', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('type', 'text', (c) => c.notNull())
        .addColumn('previous_hash', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .addColumn('recorded_at', instant, (c) => c.notNull())
        .addColumn('sealed', bytes, (c) => c.notNull())
        .addColumn('words', bytes)
        .addPrimaryKeyConstraint('note_records_place', ['note_id', 'position'])
        .addUniqueConstraint('note_records_chain', ['note_id', 'previous_hash'])
        .execute();
      await db.schema
        .createIndex('note_records_of_session')
        .on('note_records')
        .column('session_id')
        .execute();
      await db.schema
        .createIndex('note_records_of_member')
        .on('note_records')
        .columns(['group_id', 'subject', 'recorded_at'])
        .execute();
      await db.schema
        .createTable('note_settings')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('revision', 'integer', (c) => c.notNull())
        .addColumn('sealed', bytes, (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('staff_signatures')
        .addColumn('staff_id', 'text', (c) => c.primaryKey().references('staff.id').onDelete('cascade'))
        .addColumn('sealed', bytes, (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('process_boxes')
        .addColumn('staff_id', 'text', (c) => c.primaryKey().references('staff.id').onDelete('cascade'))
        .addColumn('mark', 'text', (c) => c.notNull())
        .addColumn('sealed', bytes, (c) => c.notNull())
        .execute();
      await db.schema.alterTable('members').addColumn('other_names', bytes).execute();
    },
  };
}
