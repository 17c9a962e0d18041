import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { auditAboutKindSchema, auditActorKindSchema, auditKindSchema } from '../../protocol/api/audit.ts';
import { idSchema, instantSchema } from '../../protocol/session/people.ts';
import type { RecordsDriver } from '../records/recordsDriver.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** An entry as it is stored (AU1). `hash` is SHA-256 in hex, over every other column and the hash before. */
export const auditEntryRowSchema = z.object({
  seq: z.number().int().positive(),
  at: instantSchema,
  kind: auditKindSchema,
  actor_kind: auditActorKindSchema,
  actor_id: idSchema.nullable(),
  about_kind: auditAboutKindSchema.nullable(),
  about_id: idSchema.nullable(),
  session_id: idSchema.nullable(),
  basis: z.string().nullable(),
  sealed: bytesSchema.nullable(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditEntryRow = z.infer<typeof auditEntryRowSchema>;

/** Number and hash of the last entry, sealed (AU3). */
export const auditHeadRowSchema = z.object({ id: z.literal('practice'), sealed: bytesSchema });

/** The audit's tables as Kysely types them. */
export type AuditTables = {
  audit_entries: AuditEntryRow;
  audit_head: z.infer<typeof auditHeadRowSchema>;
};

/** Makes the audit's tables. */
export function createAuditMigration({ bytes, instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('audit_entries')
        .addColumn('seq', 'integer', (c) => c.primaryKey())
        .addColumn('at', instant, (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('actor_kind', 'text', (c) => c.notNull())
        .addColumn('actor_id', 'text')
        .addColumn('about_kind', 'text')
        .addColumn('about_id', 'text')
        .addColumn('session_id', 'text')
        .addColumn('basis', 'text')
        .addColumn('sealed', bytes)
        .addColumn('hash', 'text', (c) => c.notNull())
        .execute();
      for (const column of ['at', 'kind', 'actor_id', 'about_id']) {
        await db.schema.createIndex(`audit_by_${column}`).on('audit_entries').column(column).execute();
      }
      await db.schema
        .createTable('audit_head')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('sealed', bytes, (c) => c.notNull())
        .execute();
    },
  };
}
