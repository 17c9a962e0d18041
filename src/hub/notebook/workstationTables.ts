import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { browserKindSchema, systemKindSchema } from '../../protocol/api/signIns.ts';
import { idSchema, instantSchema } from '../../protocol/session/people.ts';
import type { RecordsDriver } from '../records/recordsDriver.ts';

/** A workstation with somebody's notebook, by the hash of its key. */
export const workstationRowSchema = z.object({
  key_hash: z.string().length(64),
  staff_id: idSchema,
  first_seen_at: instantSchema,
  last_seen_at: instantSchema,
  browser: browserKindSchema.nullable(),
  system: systemKindSchema.nullable(),
  revoked_at: instantSchema.nullable(),
});
/** The practice's closing key, sealed. There is one. */
export const closingKeyRowSchema = z.object({
  id: z.literal('practice'),
  sealed: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

export type WorkstationTables = {
  workstations: z.infer<typeof workstationRowSchema>;
  closing_keys: z.infer<typeof closingKeyRowSchema>;
};

/** Brings workstations, and what is needed to put one out of use, to a store. */
export function createWorkstationMigration({ bytes, instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('workstations')
        .addColumn('key_hash', 'text', (c) => c.primaryKey())
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
        .addColumn('first_seen_at', instant, (c) => c.notNull())
        .addColumn('last_seen_at', instant, (c) => c.notNull())
        .addColumn('browser', 'text')
        .addColumn('system', 'text')
        .addColumn('revoked_at', instant)
        .execute();
      await db.schema.createIndex('workstations_of_staff').on('workstations').column('staff_id').execute();
      await db.schema
        .createTable('closing_keys')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('sealed', bytes, (c) => c.notNull())
        .execute();
    },
  };
}
