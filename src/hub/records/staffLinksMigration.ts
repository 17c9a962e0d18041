import type { Migration } from 'kysely/migration';
import type { RecordsDriver } from './recordsDriver.ts';

/** Brings links by which staff choose their passphrase (ID90), and what is told to staff of their account (ID95), to a store. */
export function createStaffLinksMigration({ instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up({ schema }) {
      await schema
        .createTable('staff_links')
        .addColumn('staff_id', 'text', (c) => c.primaryKey().references('staff.id').onDelete('cascade'))
        .addColumn('token_hash', 'text', (c) => c.notNull().unique())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('created_at', instant, (c) => c.notNull())
        .addColumn('expires_at', instant, (c) => c.notNull())
        .execute();
      await schema
        .createTable('staff_notices')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('at', instant, (c) => c.notNull())
        .addColumn('by_id', 'text')
        .execute();
      await schema.createIndex('staff_notices_of_staff').on('staff_notices').column('staff_id').execute();
    },
  };
}
