import type { Bytes, Change, Disk, Row, TableName } from '../ports.ts';
import { open, seal } from '../vault/aesGcm.ts';

const placeOf = (table: TableName, key: string) => ['notebook', table, key];

/**
 * A disk on which every row is sealed with the data key and bound to its table and key (NB6). Keys are ids and lie open.
 * What is written is sealed before its transaction begins: IndexedDB ends one that waits for anything else. The disk below
 * stays the caller's.
 */
export function createSealedDisk(disk: Disk, dataKey: CryptoKey): Disk {
  async function sealed(change: Change): Promise<Change> {
    if (change.kind === 'delete') return change;
    return { ...change, bytes: await seal(dataKey, placeOf(change.table, change.key), change.bytes) };
  }
  const opened = (table: TableName, key: string, bytes: Bytes) => open(dataKey, placeOf(table, key), bytes);
  return {
    async get(table, key) {
      const bytes = await disk.get(table, key);
      return bytes === null ? null : opened(table, key, bytes);
    },
    async getAll(table, keys) {
      const found = await disk.getAll(table, keys);
      return Promise.all(
        keys.map(async (key, index) => {
          const bytes = found[index] ?? null;
          return bytes === null ? null : opened(table, key, bytes);
        }),
      );
    },
    async listAll(table, ranges) {
      const found = await disk.listAll(table, ranges);
      const openRow = async ({ key, bytes }: Row) => ({ key, bytes: await opened(table, key, bytes) });
      return Promise.all(found.map((rows) => Promise.all(rows.map(openRow))));
    },
    keys: (table, range) => disk.keys(table, range),
    commit: async (changes) => disk.commit(await Promise.all(changes.map(sealed))),
    close: () => undefined,
  };
}
