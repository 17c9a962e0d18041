import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { tableNames } from './tableNames.ts';
import { hasLostCommit } from './walDamage.ts';

const rowsSchema = z.array(z.object({ integrity_check: z.string() }));

/**
 * Looks through a practice's database before a hub opens it, because SQLite itself goes on with what it can still read: a page that
 * nobody asks for and a commit behind a broken one would be missed by nobody (ADR 0090). Changes nothing.
 * @param file as no process has it open; one that is not there is whole
 * @throws Error whose message says what is wrong and what to do
 */
export function refuseDamage(file: string): void {
  if (!existsSync(file)) return;
  const wal = `${file}-wal`;
  if (existsSync(wal) && hasLostCommit(readFileSync(wal)))
    throw damaged(file, 'what was last written to it is broken in the middle');
  const trouble = troubleIn(file);
  if (trouble !== null) throw damaged(file, trouble);
}

function troubleIn(file: string): string | null {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    if (tableNames(db).length === 0) return 'there is nothing in it';
    const [first] = rowsSchema.parse(db.prepare('pragma integrity_check(1)').all());
    return first === undefined || first.integrity_check === 'ok' ? null : first.integrity_check;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    db?.close();
  }
}

function damaged(file: string, trouble: string): Error {
  return new Error(
    `The practice's data in ${file} is damaged: ${trouble}. Nothing was changed. Bring back the last backup with ` +
      '"npm run hub -- restore FILE --data DIR --replace", which puts the damaged data aside and does not throw it away ' +
      '(docs/operations.md).',
  );
}
