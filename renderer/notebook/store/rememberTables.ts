import type { Bytes, Change, Disk, KeyRange, Row, TableName } from '../ports.ts';
import { EVERYTHING } from './keys.ts';

type Rows = Map<string, Bytes>;

/**
 * A disk that keeps small tables in memory, each once it was asked for: those whose rows are written over all the time, since finding
 * what is left among all that was there takes the browser long. For one user at a time (NB7); where something fails they are read
 * anew. The disk below stays the caller's.
 */
export function rememberTables(disk: Disk, tables: readonly TableName[]): Disk {
  const remembered = new Map<TableName, Promise<Rows>>();

  /** Undefined for a table that is not kept. */
  function rowsOf(table: TableName): Promise<Rows> | undefined {
    const known = remembered.get(table);
    if (known || !tables.includes(table)) return known;
    const reading = readAll(disk, table);
    remembered.set(table, reading);
    reading.catch(() => remembered.delete(table));
    return reading;
  }

  return {
    async get(table, key) {
      const rows = rowsOf(table);
      return rows ? ((await rows).get(key) ?? null) : disk.get(table, key);
    },
    async getAll(table, keys) {
      const rows = await rowsOf(table);
      return rows ? keys.map((key) => rows.get(key) ?? null) : disk.getAll(table, keys);
    },
    async listAll(table, ranges) {
      const rows = await rowsOf(table);
      return rows ? ranges.map((range) => within(rows, range)) : disk.listAll(table, ranges);
    },
    async keys(table, range) {
      const rows = await rowsOf(table);
      return rows ? within(rows, range).map(({ key }) => key) : disk.keys(table, range);
    },
    async commit(changes) {
      try {
        await disk.commit(changes);
      } catch (error) {
        remembered.clear();
        throw error;
      }
      for (const [table, reading] of remembered) {
        const own = changes.filter((change) => change.table === table);
        if (own.length > 0) apply(await reading, own);
      }
    },
    close: () => undefined,
  };
}

async function readAll(disk: Disk, table: TableName): Promise<Rows> {
  const [rows = []] = await disk.listAll(table, [EVERYTHING]);
  return new Map(rows.map(({ key, bytes }) => [key, bytes]));
}

function within(rows: Rows, { from, to }: KeyRange): Row[] {
  const found: Row[] = [];
  for (const [key, bytes] of rows) if (key >= from && key < to) found.push({ key, bytes });
  return found.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

function apply(rows: Rows, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.kind === 'put') rows.set(change.key, change.bytes);
    else rows.delete(change.key);
  }
}
