import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createAuditMigration } from '../audit/auditTables.ts';
import { createStaffLinksMigration } from './staffLinksMigration.ts';
import { createLocksMigration } from './locksMigration.ts';
import { createFactorMigration } from './factorTables.ts';
import { createSealedNamesMigration } from './sealedNamesMigration.ts';
import { createGoneDocumentsMigration, createNotebookMigration } from '../notebook/notebookTables.ts';
import { createWorkstationMigration } from '../notebook/workstationTables.ts';
import { createConsentsMigration } from '../consents/consentTables.ts';
import { createNotesMigration } from '../notes/noteTables.ts';
import type { Tables } from './kysely/tables.ts';
import type { RecordsDriver } from './recordsDriver.ts';
import type { Sealer } from './sealing.ts';

/** The step that brings the audit to a store (AU3). */
export const AUDIT_MIGRATION = '0006_audit';

/**
 * The store's schema, step by step, by name; Kysely runs what has not been run, in order of the names. A migration
 * that has been released is never changed: a new one follows it.
 * @param unlock the sealer of the practice that is in the database
 */
export function createMigrations(
  { bytes, instant }: RecordsDriver['columnTypes'],
  unlock: (db: Kysely<Tables>) => Promise<Sealer>,
): Record<string, Migration> {
  return {
    '0001_first': {
      async up(db) {
        const create = db.schema;
        await create
          .createTable('practice')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('name', 'text', (c) => c.notNull())
          .addColumn('time_zone', 'text', (c) => c.notNull())
          .addColumn('language', 'text', (c) => c.notNull())
          .addColumn('created_at', instant, (c) => c.notNull())
          .execute();
        await create
          .createTable('staff')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('account_key', 'text', (c) => c.notNull().unique())
          .addColumn('account_name', 'text', (c) => c.notNull())
          .addColumn('display_name', 'text', (c) => c.notNull())
          .addColumn('role', 'text', (c) => c.notNull())
          .addColumn('is_owner', 'integer', (c) => c.notNull())
          .addColumn('is_active', 'integer', (c) => c.notNull())
          .addColumn('passphrase_hash', 'text', (c) => c.notNull())
          .addColumn('created_at', instant, (c) => c.notNull())
          .execute();
        await create
          .createTable('staff_sessions')
          .addColumn('token_hash', 'text', (c) => c.primaryKey())
          .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
          .addColumn('created_at', instant, (c) => c.notNull())
          .addColumn('last_seen_at', instant, (c) => c.notNull())
          .execute();
        await create
          .createTable('therapy_groups')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('name', bytes, (c) => c.notNull())
          .addColumn('template', 'text', (c) => c.notNull())
          .addColumn('meeting_times', 'text', (c) => c.notNull())
          .addColumn('created_at', instant, (c) => c.notNull())
          .execute();
        await create
          .createTable('members')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('group_id', 'text', (c) => c.notNull().references('therapy_groups.id'))
          .addColumn('display_name', bytes, (c) => c.notNull())
          .addColumn('language', 'text', (c) => c.notNull())
          .addColumn('created_at', instant, (c) => c.notNull())
          .addColumn('removed_at', instant)
          .execute();
        await create.createIndex('members_of_group').on('members').column('group_id').execute();
        await create
          .createTable('seats')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
          .addColumn('group_id', 'text', (c) => c.notNull().references('therapy_groups.id'))
          .addUniqueConstraint('seats_member_group', ['member_id', 'group_id'])
          .execute();
        await create
          .createTable('seat_keys')
          .addColumn('token_hash', 'text', (c) => c.primaryKey())
          .addColumn('seat_id', 'text', (c) => c.notNull().references('seats.id'))
          .addColumn('created_at', instant, (c) => c.notNull())
          .execute();
        await create.createIndex('seat_keys_of_seat').on('seat_keys').column('seat_id').execute();
        await create
          .createTable('links')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('seat_id', 'text', (c) => c.notNull().references('seats.id'))
          .addColumn('token_hash', 'text', (c) => c.notNull().unique())
          .addColumn('created_at', instant, (c) => c.notNull())
          .addColumn('last_used_at', instant)
          .addColumn('revoked_at', instant)
          .execute();
        await create.createIndex('links_of_seat').on('links').column('seat_id').execute();
        await create
          .createTable('sessions')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('group_id', 'text', (c) => c.notNull().references('therapy_groups.id'))
          .addColumn('schedule_key', 'text')
          .addColumn('scheduled_start', instant, (c) => c.notNull())
          .addColumn('scheduled_end', instant, (c) => c.notNull())
          .addColumn('group_name', bytes, (c) => c.notNull())
          .addColumn('blocks', 'text', (c) => c.notNull())
          .addUniqueConstraint('sessions_schedule', ['group_id', 'schedule_key'])
          .execute();
        await create.createIndex('sessions_by_start').on('sessions').column('scheduled_start').execute();
        await create
          .createTable('session_events')
          .addColumn('session_id', 'text', (c) => c.notNull())
          .addColumn('seq', 'integer', (c) => c.notNull())
          .addColumn('sealed', bytes, (c) => c.notNull())
          .addPrimaryKeyConstraint('session_events_key', ['session_id', 'seq'])
          .execute();
        await create
          .createTable('session_commands')
          .addColumn('session_id', 'text', (c) => c.notNull())
          .addColumn('participant_id', 'text', (c) => c.notNull())
          .addColumn('command_id', 'text', (c) => c.notNull())
          .addColumn('up_to', 'integer', (c) => c.notNull())
          .addPrimaryKeyConstraint('session_commands_key', ['session_id', 'participant_id', 'command_id'])
          .execute();
        await create
          .createTable('session_snapshots')
          .addColumn('session_id', 'text', (c) => c.primaryKey())
          .addColumn('seq', 'integer', (c) => c.notNull())
          .addColumn('sealed', bytes, (c) => c.notNull())
          .execute();
        await create
          .createTable('decks')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('sealed', bytes, (c) => c.notNull())
          .addColumn('author_id', 'text', (c) => c.notNull())
          .addColumn('created_at', instant, (c) => c.notNull())
          .execute();
        await create
          .createTable('data_keys')
          .addColumn('id', 'text', (c) => c.primaryKey())
          .addColumn('wrapped', bytes, (c) => c.notNull())
          .addColumn('created_at', instant, (c) => c.notNull())
          .execute();
      },
    },
    '0002_unended_sessions': {
      async up(db) {
        await db.schema
          .createTable('unended_sessions')
          .addColumn('session_id', 'text', (c) => c.primaryKey())
          .addColumn('alive_at', instant, (c) => c.notNull())
          .execute();
      },
    },
    '0003_group_staff': {
      async up(db) {
        await db.schema
          .createTable('group_staff')
          .addColumn('group_id', 'text', (c) => c.notNull().references('therapy_groups.id'))
          .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').onDelete('cascade'))
          .addPrimaryKeyConstraint('group_staff_key', ['group_id', 'staff_id'])
          .execute();
        await db.schema.createIndex('group_staff_of_staff').on('group_staff').column('staff_id').execute();
        // Until now every clinician was in every group; nobody loses one by the upgrade.
        await sql`insert into group_staff (group_id, staff_id)
          select therapy_groups.id, staff.id from therapy_groups, staff
          where staff.role in ('lead', 'coFacilitator', 'noteTaker')`.execute(db);
      },
    },
    '0004_snapshot_version': {
      async up(db) {
        await db.schema
          .alterTable('session_snapshots')
          .addColumn('version', 'integer', (c) => c.notNull().defaultTo(0))
          .execute();
      },
    },
    // A mark cannot be made here, without the key. What is forgotten is only which commands had been taken before.
    '0005_command_marks': {
      async up(db) {
        await db.schema.dropTable('session_commands').execute();
        await db.schema
          .createTable('session_commands')
          .addColumn('session_id', 'text', (c) => c.notNull())
          .addColumn('mark', 'text', (c) => c.notNull())
          .addColumn('up_to', 'integer', (c) => c.notNull())
          .addPrimaryKeyConstraint('session_commands_key', ['session_id', 'mark'])
          .execute();
      },
    },
    [AUDIT_MIGRATION]: createAuditMigration({ bytes, instant }),
    '0007_locks': createLocksMigration({ bytes, instant }),
    '0008_second_factors': createFactorMigration({ bytes, instant }),
    '0009_notebook': createNotebookMigration({ bytes, instant }),
    '0010_notes': createNotesMigration({ bytes, instant }),
    '0011_consents': createConsentsMigration({ bytes, instant }),
    '0012_workstations': createWorkstationMigration({ bytes, instant }),
    '0013_staff_links': createStaffLinksMigration({ bytes, instant }),
    '0014_sealed_names': createSealedNamesMigration({ bytes, instant }, unlock),
    '0015_gone_documents': createGoneDocumentsMigration({ bytes, instant }),
  };
}

/** The names of all steps this release knows. */
export function migrationNames(): string[] {
  const locked = () => Promise.reject(new Error('Only the names of the steps are asked for'));
  return Object.keys(createMigrations({ bytes: 'blob', instant: 'integer' }, locked));
}
