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
 * The workstation's disk: IndexedDB through Dexie. Chrome's own default hands a transaction to the operating system and calls
 * it complete; `strict` has it on the disk first (NB1). The caller closes it.
 */
export function createDexieDisk({ name, indexedDB, IDBKeyRange }: DexieDiskOptions): Disk {
  const db = new Dexie(name, { indexedDB, IDBKeyRange, chromeTransactionDurability: 'strict' });
  db.version(1).stores(Object.fromEntries(TABLES.map((table) => [table, 'key'])));
  const rows = (table: TableName): Table<unknown, string, Row> => db.table(table);
  const within = (table: TableName, { from, to }: KeyRange) =>
    rows(table).where(':id').between(from, to, true, false);

  return {
    async get(table, key) {
      const row = await rows(table).get(key);
      return row === undefined ? null : rowSchema.parse(row).bytes;
    },
    async getAll(table, keys) {
      const found = await rows(table).bulkGet([...keys]);
      return found.map((row) => (row === undefined ? null : rowSchema.parse(row).bytes));
    },
    list: async (table, range) => z.array(rowSchema).parse(await within(table, range).toArray()),
    keys: (table, range) => within(table, range).primaryKeys(),
    async commit(changes) {
      const concerned = [...new Set(changes.map(({ table }) => table))];
      if (concerned.length === 0) return;
      try {
        await db.transaction('rw', concerned, async () => {
          // Asked for one after another without waiting: the last answer is that of all.
          await Promise.all(
            changes.map((change) =>
              change.kind === 'put'
                ? rows(change.table).put({ key: change.key, bytes: change.bytes })
                : rows(change.table).delete(change.key),
            ),
          );
        });
      } catch (error) {
        throw isQuota(error) ? new DiskFullError('There is no room on the disk', { cause: error }) : error;
      }
    },
    close: () => db.close(),
  };
}

const quotaSchema = z.object({ name: z.literal('QuotaExceededError') });
const wrappedSchema = z.object({ inner: quotaSchema });

/** A transaction that finds no room at its end is aborted, with the reason inside. */
function isQuota(error: unknown): boolean {
  return quotaSchema.safeParse(error).success || wrappedSchema.safeParse(error).success;
}
