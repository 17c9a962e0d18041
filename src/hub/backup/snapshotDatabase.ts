import { open } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { BackupError } from './BackupError.ts';

/** Pages copied at a time: 1 MiB at SQLite's usual 4 KiB. */
const PAGES_AT_ONCE = 256;

/**
 * Copies a database as it is at one instant, while others write to it (OP1). The copy is made off the main thread.
 *
 * A read transaction stays open on the source meanwhile: without it, SQLite begins anew at every write of another
 * connection, and would never come to an end beside a live session.
 * @param target made anew, for its owner alone
 * @param onProgress a fraction from 0 to 1
 */
export async function snapshotDatabase(
  file: string,
  target: string,
  onProgress: (fraction: number) => void,
): Promise<void> {
  // Made here, so that it is never readable for others.
  await (await open(target, 'wx', 0o600)).close();
  const source = new DatabaseSync(file, { readOnly: true });
  try {
    source.exec('begin');
    source.prepare('select count(*) from sqlite_schema').get();
    await backup(source, target, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) =>
        onProgress(totalPages === 0 ? 1 : (totalPages - remainingPages) / totalPages),
    });
  } finally {
    source.close();
  }
}

const checkSchema = z.object({ quick_check: z.string() });

/** Looks through a database that nobody else has open. @throws BackupError `databaseBroken` */
export function checkDatabase(file: string): void {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    // One file from here on, without a write-ahead log beside it.
    db.exec('pragma journal_mode = delete');
    const found = db.prepare('pragma quick_check(1)').all();
    if (!found.every((row) => checkSchema.parse(row).quick_check === 'ok'))
      throw new BackupError('databaseBroken');
    if (db.prepare('pragma foreign_key_check').all().length > 0) throw new BackupError('databaseBroken');
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError('databaseBroken');
  } finally {
    db?.close();
  }
}
