import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { idSchema, instantSchema } from '../../protocol/session/people.ts';
import type { RecordsDriver } from './recordsDriver.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const authenticatorAppRowSchema = z.object({
  staff_id: idSchema,
  sealed: bytesSchema,
  used_step: z.number().int().nonnegative(),
  created_at: instantSchema,
});
export const passkeyRowSchema = z.object({
  id: idSchema,
  staff_id: idSchema,
  credential_mark: z.string(),
  sealed: bytesSchema,
  counter: z.number().int().nonnegative(),
  created_at: instantSchema,
  last_used_at: instantSchema.nullable(),
});
const recoveryCodeRowSchema = z.object({ staff_id: idSchema, mark: z.string() });
export const factorRuleRowSchema = z.object({
  id: z.literal('practice'),
  is_needed: z.union([z.literal(0), z.literal(1)]),
});

/** The tables of the second factors (RE24), as Kysely types them. */
export type FactorTables = {
  authenticator_apps: z.infer<typeof authenticatorAppRowSchema>;
  passkeys: z.infer<typeof passkeyRowSchema>;
  recovery_codes: z.infer<typeof recoveryCodeRowSchema>;
  factor_rule: z.infer<typeof factorRuleRowSchema>;
};

/** The step that brings second factors to a store. They go with their account. */
export function createFactorMigration({ bytes, instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('authenticator_apps')
        .addColumn('staff_id', 'text', (c) => c.primaryKey().references('staff.id').onDelete('cascade'))
        .addColumn('sealed', bytes, (c) => c.notNull())
        .addColumn('used_step', 'integer', (c) => c.notNull())
        .addColumn('created_at', instant, (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('passkeys')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
        .addColumn('credential_mark', 'text', (c) => c.notNull().unique())
        .addColumn('sealed', bytes, (c) => c.notNull())
        .addColumn('counter', instant, (c) => c.notNull())
        .addColumn('created_at', instant, (c) => c.notNull())
        .addColumn('last_used_at', instant)
        .execute();
      await db.schema.createIndex('passkeys_of_staff').on('passkeys').column('staff_id').execute();
      await db.schema
        .createTable('recovery_codes')
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
        .addColumn('mark', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('recovery_codes_key', ['staff_id', 'mark'])
        .execute();
      await db.schema
        .createTable('factor_rule')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('is_needed', 'integer', (c) => c.notNull())
        .execute();
    },
  };
}
