import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const nameSchema = z.object({ name: z.string() });

/** The names of a database's tables, without SQLite's own, in order. */
export function tableNames(db: DatabaseSync): string[] {
  return db
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .all()
    .map((row) => nameSchema.parse(row).name);
}
