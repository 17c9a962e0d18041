import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { tableNames } from '../records/sqlite/tableNames.ts';

const nameSchema = z.object({ name: z.string() });
const countSchema = z.object({ rows: z.number() });

/** How large the database and its write-ahead log are, in bytes; null for what is not there. */
export function describeSizes(file: string): { databaseBytes: number | null; walBytes: number | null } {
  return { databaseBytes: sizeOf(file), walBytes: sizeOf(`${file}-wal`) };
}

/** At which step of the schema the database is, and how many rows each table has. Names of tables and numbers alone. */
export function describeDatabase(file: string): { migrations: string[]; rows: Record<string, number> } {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = tableNames(db).map((table): [string, number] => [
      table,
      countSchema.parse(db.prepare(`select count(*) as rows from "${table}"`).get()).rows,
    ]);
    return {
      migrations: db
        .prepare('select name from kysely_migration order by name')
        .all()
        .map((row) => nameSchema.parse(row).name),
      rows: Object.fromEntries(rows),
    };
  } finally {
    db.close();
  }
}

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}
