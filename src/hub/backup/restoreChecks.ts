import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { migrationNames } from '../records/migrations.ts';
import { BackupError } from './BackupError.ts';

const migrationRowSchema = z.object({ name: z.string() });

/**
 * A schema with a step that this release does not know comes from a later one. An older one is brought up to date by the
 * next start (OP15).
 * @throws BackupError `schemaNewer`, `databaseBroken`
 */
export function checkSchema(file: string): void {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const known = new Set(migrationNames());
    const rows = db.prepare('select name from kysely_migration').all();
    if (rows.some((row) => !known.has(migrationRowSchema.parse(row).name)))
      throw new BackupError('schemaNewer');
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError('databaseBroken');
  } finally {
    db.close();
  }
}

/** SQLite's result code for a file that somebody else holds. */
const SQLITE_BUSY = 5;
const sqliteErrorSchema = z.object({ errcode: z.number() });

/**
 * Leaving the write-ahead log takes being the only one who has the database open. One that is too damaged for that is held by nobody.
 * @throws BackupError `practiceInUse`
 */
export function assertNotInUse(database: string): void {
  const db = new DatabaseSync(database);
  try {
    db.exec('pragma journal_mode = delete');
  } catch (error) {
    // Extended codes have the plain one in their lowest byte.
    const code = sqliteErrorSchema.safeParse(error);
    if (!code.success || (code.data.errcode & 0xff) === SQLITE_BUSY) throw new BackupError('practiceInUse');
  } finally {
    db.close();
  }
}
