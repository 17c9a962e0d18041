import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { tableNames } from '../../../src/hub/records/sqlite/tableNames.ts';

/**
 * A digest of every row of every table.
 * @param conditions which rows of a table count, as the end of a `select`
 */
export function digestTables(
  file: string,
  conditions: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return Object.fromEntries(
      tableNames(db).map((name) => {
        const hash = createHash('sha256');
        const rows = db.prepare(`select * from "${name}" ${conditions[name] ?? ''} order by rowid`);
        for (const row of rows.iterate())
          for (const value of Object.values(row)) {
            hash.update(value instanceof Uint8Array ? value : JSON.stringify(String(value)));
            hash.update('\n');
          }
        return [name, hash.digest('hex')];
      }),
    );
  } finally {
    db.close();
  }
}
