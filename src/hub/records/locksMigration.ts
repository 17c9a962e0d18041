import type { Migration } from 'kysely/migration';
import { DEFAULT_LOCK_MINUTES } from '../../protocol/api/signIns.ts';
import type { RecordsDriver } from './recordsDriver.ts';

/** Brings confirming, locking and where sign-ins are (ID60 to ID73), and access in an emergency (ID80), to a store. */
export function createLocksMigration({ bytes, instant }: RecordsDriver['columnTypes']): Migration {
  return {
    async up(db) {
      // One statement each: SQLite adds one column at a time.
      const { schema } = db;
      await schema
        .alterTable('staff_sessions')
        .addColumn('confirmed_at', instant, (c) => c.notNull().defaultTo(0))
        .execute();
      await schema.alterTable('staff_sessions').addColumn('locked_at', instant).execute();
      await schema.alterTable('staff_sessions').addColumn('browser', 'text').execute();
      await schema.alterTable('staff_sessions').addColumn('system', 'text').execute();
      await schema.createIndex('staff_sessions_of_staff').on('staff_sessions').column('staff_id').execute();
      await schema
        .alterTable('practice')
        .addColumn('lock_after_minutes', 'integer', (c) => c.notNull().defaultTo(DEFAULT_LOCK_MINUTES))
        .execute();
      await schema
        .createTable('emergency_accesses')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('group_id', 'text', (c) => c.notNull().references('therapy_groups.id'))
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
        .addColumn('reason', bytes, (c) => c.notNull())
        .addColumn('opened_at', instant, (c) => c.notNull())
        .addColumn('ends_at', instant, (c) => c.notNull())
        .addColumn('reviewed_at', instant)
        .addColumn('reviewed_by', 'text')
        .execute();
    },
  };
}
