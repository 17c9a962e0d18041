import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { integrityOf } from '../records/sqlite/integrityOf.ts';

const nameSchema = z.object({ name: z.string() });
const countSchema = z.object({ rows: z.number() });

/** How the database is: whole or not, how large, at which step of the schema. Names of tables and numbers alone. */
export async function describeDatabase(file: string): Promise<Record<string, unknown>> {
  return {
    bytes: sizeOf(file),
    walBytes: sizeOf(`${file}-wal`),
    ...readSchema(file),
    integrity: await integrityOf(file),
  };
}

function readSchema(file: string): { migrations: string[]; rows: Record<string, number> } {
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
