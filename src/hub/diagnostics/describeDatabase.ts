import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

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
    const names = (sql: string) =>
      db
        .prepare(sql)
        .all()
        .map((row) => nameSchema.parse(row).name);
    const tables = names(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
    );
    const rows = tables.map((table): [string, number] => [
      table,
      countSchema.parse(db.prepare(`select count(*) as rows from "${table}"`).get()).rows,
    ]);
    return {
      migrations: names('select name from kysely_migration order by name'),
      rows: Object.fromEntries(rows),
    };
  } finally {
    db.close();
  }
}

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}
