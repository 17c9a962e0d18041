import { Dexie, type Table } from 'dexie';
import { z } from 'zod';
import {
  DiskFullError,
  TABLES,
  type Bytes,
  type Disk,
  type KeyRange,
  type Row,
  type TableName,
} from '../ports.ts';
import { commitTo, readRanges } from './bareTransactions.ts';

export type DexieDiskOptions = {
  /** The database's name: one for each account on a workstation. */
  readonly name: string;
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
};

const rowSchema = z.object({
  key: z.string(),
  bytes: z.custom<Bytes>((value) => value instanceof Uint8Array),
});

/**
 * The workstation's disk: IndexedDB through Dexie. What is written, and what is read of many documents at once, goes through
 * transactions of Dexie's connection without Dexie around each step (ADR 0122). The caller closes it.
 */
export function createDexieDisk({ name, indexedDB, IDBKeyRange }: DexieDiskOptions): Disk {
  const db = new Dexie(name, { indexedDB, IDBKeyRange });
  db.version(1).stores(Object.fromEntries(TABLES.map((table) => [table, 'key'])));
  const rows = (table: TableName): Table<unknown, string, Row> => db.table(table);
  const within = (table: TableName, { from, to }: KeyRange) =>
    rows(table).where(':id').between(from, to, true, false);
  let isClosed = false;

  /** Dexie's own way to open it anew where the browser has closed it, which its tables have by themselves. */
  async function connection(): Promise<IDBDatabase> {
    if (!db.isOpen() && !isClosed) await db.open();
    return db.backendDB();
  }

  return {
    async get(table, key) {
      const row = await rows(table).get(key);
      return row === undefined ? null : rowSchema.parse(row).bytes;
    },
    async getAll(table, keys) {
      const found = await rows(table).bulkGet([...keys]);
      return found.map((row) => (row === undefined ? null : rowSchema.parse(row).bytes));
    },
    async listAll(table, ranges) {
      if (ranges.length === 0) return [];
      const asked = ranges.map(({ from, to }) => IDBKeyRange.bound(from, to, false, true));
      return z.array(z.array(rowSchema)).parse(await readRanges(await connection(), table, asked));
    },
    keys: (table, range) => within(table, range).primaryKeys(),
    async commit(changes) {
      if (changes.length === 0) return;
      try {
        await commitTo(await connection(), changes);
      } catch (error) {
        throw isQuota(error) ? new DiskFullError('There is no room on the disk', { cause: error }) : error;
      }
    },
    close() {
      isClosed = true;
      db.close();
    },
  };
}

const quotaSchema = z.object({ name: z.literal('QuotaExceededError') });

/** A transaction that finds no room at its end is aborted, with the reason as its error. */
function isQuota(error: unknown): boolean {
  return quotaSchema.safeParse(error).success;
}
