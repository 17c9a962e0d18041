import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { idSchema, instantSchema } from '../../protocol/session/people.ts';
import type { RecordsDriver } from '../records/recordsDriver.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What a consent says lies sealed; who recorded it and when lies open. */
export const consentRowSchema = z.object({
  id: idSchema,
  member_id: idSchema,
  sealed: bytesSchema,
  recorded_at: instantSchema,
  recorded_by: idSchema,
});
/** A consent is withdrawn once at most. */
export const withdrawalRowSchema = z.object({
  consent_id: idSchema,
  sealed: bytesSchema,
  recorded_at: instantSchema,
  recorded_by: idSchema,
});

/** The tables of consents as Kysely types them. */
export type ConsentTables = {
  consents: z.infer<typeof consentRowSchema>;
  consent_withdrawals: z.infer<typeof withdrawalRowSchema>;
};

/** Brings consents to a store (SG80). */
export function createConsentsMigration({ bytes, instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('consents')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
        .addColumn('sealed', bytes, (c) => c.notNull())
        .addColumn('recorded_at', instant, (c) => c.notNull())
        .addColumn('recorded_by', 'text', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('consents_of_member').on('consents').column('member_id').execute();
      await db.schema
        .createTable('consent_withdrawals')
        .addColumn('consent_id', 'text', (c) => c.primaryKey().references('consents.id'))
        .addColumn('sealed', bytes, (c) => c.notNull())
        .addColumn('recorded_at', instant, (c) => c.notNull())
        .addColumn('recorded_by', 'text', (c) => c.notNull())
        .execute();
    },
  };
}
