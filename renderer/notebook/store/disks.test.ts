import { IDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DiskFullError, type Change, type Disk, type TableName } from '../ports.ts';
import { MemoryDisk } from '../testKit/MemoryDisk.ts';
import { importKey, SealError } from '../vault/aesGcm.ts';
import { createDexieDisk } from './createDexieDisk.ts';
import { createSealedDisk } from './createSealedDisk.ts';
import { EVERYTHING, numberedKey, numberedOf, numberIn, docIn, rangesOf } from './keys.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const put = (table: TableName, key: string, text: string): Change => ({
  kind: 'put',
  table,
  key,
  bytes: bytes(text),
});
const dataKey = () => importKey(crypto.getRandomValues(new Uint8Array(32)));
const dexie = (name = 'test', indexedDB: IDBFactory = new IDBFactory()) =>
  createDexieDisk({ name, indexedDB, IDBKeyRange });

afterEach(() => vi.restoreAllMocks());

describe.each<[string, () => Promise<Disk>]>([
  ['in memory', async () => new MemoryDisk().open()],
  ['on IndexedDB', async () => dexie()],
  ['sealed', async () => createSealedDisk(new MemoryDisk().open(), await dataKey())],
  ['sealed on IndexedDB', async () => createSealedDisk(dexie(), await dataKey())],
])('a disk %s', (_, open) => {
  it('gives back what was committed, by key and in the order of keys', async () => {
    const disk = await open();
    const keys = [10, 9, 100].map((n) => numberedKey('note/g/s/a', n));
    await disk.commit([
      ...keys.map((key) => put('note_updates', key, key)),
      put('outbox', 'note/g/s/a', 'x'),
    ]);
    await disk.commit([{ kind: 'delete', table: 'note_updates', key: keys[0] ?? '' }]);
    const range = numberedOf('note/g/s/a');
    expect((await disk.keys('note_updates', range)).map(numberIn)).toEqual([9, 100]);
    const [rows = [], none] = await disk.listAll('note_updates', [range, numberedOf('note/g/s/b')]);
    expect(none).toEqual([]);
    expect(rows.map((row) => [docIn(row.key), new TextDecoder().decode(row.bytes)])).toEqual([
      ['note/g/s/a', keys[1]],
      ['note/g/s/a', keys[2]],
    ]);
    expect(await disk.get('outbox', 'note/g/s/a')).toEqual(bytes('x'));
    expect(await disk.get('outbox', 'note/g/s/b')).toBeNull();
    const some = ['note/g/s/b', 'note/g/s/a', 'note/g/s/a'];
    expect(await disk.getAll('outbox', some)).toEqual([null, bytes('x'), bytes('x')]);
    disk.close();
  });

  it('keeps documents whose ids begin alike apart', async () => {
    const disk = await open();
    const others = ['note/g/s/ab', 'note/g/s1/a', 'note/g1/s/a', 'marks/g/s/a', 'process/g/s/a'];
    await disk.commit(
      ['note/g/s/a', ...others].map((docId) => put('snapshots', numberedKey(docId, 1), docId)),
    );
    expect(await disk.keys('snapshots', numberedOf('note/g/s/a'))).toHaveLength(1);
    const inFeed = await Promise.all(rangesOf('group/g').map((range) => disk.keys('snapshots', range)));
    expect(inFeed.flat().map(docIn)).toEqual(['marks/g/s/a', 'note/g/s/a', 'note/g/s/ab', 'note/g/s1/a']);
    const own = await Promise.all(rangesOf('author/g').map((range) => disk.keys('snapshots', range)));
    expect(own.flat().map(docIn)).toEqual(['process/g/s/a']);
    disk.close();
  });
});

describe('the disk on IndexedDB', () => {
  it('NB1 commits with strict durability, all tables in one transaction', async () => {
    const disk = dexie();
    const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await disk.commit([put('note_updates', 'a', '1'), put('outbox', 'a', '1')]);
    // Opening has transactions of its own.
    expect(asked.mock.calls.filter(([, mode]) => mode === 'readwrite')).toEqual([
      [['note_updates', 'outbox'], 'readwrite', { durability: 'strict' }],
    ]);
    disk.close();
  });

  it('NB4 tells a disk that is full from one that fails, and keeps what was there', async () => {
    const indexedDB = new IDBFactory();
    const disk = dexie('full', indexedDB);
    await disk.commit([put('outbox', 'a', 'before')]);
    const { IDBObjectStore } = await import('fake-indexeddb');
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(disk.commit([put('outbox', 'a', 'after')])).rejects.toBeInstanceOf(DiskFullError);
    spy.mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    await expect(disk.commit([put('outbox', 'a', 'after')])).rejects.not.toBeInstanceOf(DiskFullError);
    spy.mockRestore();
    expect(await disk.get('outbox', 'a')).toEqual(bytes('before'));
    disk.close();
  });

  it('keeps what is there over a restart, each account by itself', async () => {
    const indexedDB = new IDBFactory();
    const disk = dexie('ana', indexedDB);
    await disk.commit([put('outbox', 'a', '1')]);
    disk.close();
    expect(await dexie('ana', indexedDB).get('outbox', 'a')).toEqual(bytes('1'));
    expect(await dexie('ben', indexedDB).keys('outbox', EVERYTHING)).toEqual([]);
  });
});

describe('the sealed disk', () => {
  async function sealedRow() {
    const below = new MemoryDisk();
    const disk = createSealedDisk(below.open(), await dataKey());
    await disk.commit([put('outbox', 'a', 'a known sentence')]);
    const [row] = below.rows();
    if (!row) throw new Error('Nothing was written');
    return { below, disk, sealed: row.bytes };
  }

  it('NB6 leaves nothing readable below, and the same text never twice alike', async () => {
    const { below, disk, sealed } = await sealedRow();
    expect(new TextDecoder().decode(sealed)).not.toContain('known');
    await disk.commit([put('outbox', 'b', 'a known sentence')]);
    expect(below.rows()[1]?.bytes).not.toEqual(sealed);
  });

  it('NB6 opens no row that was moved, altered, cut or sealed with another key', async () => {
    const { below, disk, sealed } = await sealedRow();
    below.spoil('outbox', 'b', sealed);
    below.spoil('meta', 'a', sealed);
    await expect(disk.get('outbox', 'b')).rejects.toThrow(SealError);
    await expect(disk.get('meta', 'a')).rejects.toThrow(SealError);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = new Uint8Array(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      below.spoil('outbox', 'a', altered);
      await expect(disk.listAll('outbox', [EVERYTHING])).rejects.toThrow(SealError);
    }
    below.spoil('outbox', 'a', sealed.slice(0, 20));
    await expect(disk.get('outbox', 'a')).rejects.toThrow(SealError);
    below.spoil('outbox', 'a', sealed);
    await expect(createSealedDisk(below.open(), await dataKey()).get('outbox', 'a')).rejects.toThrow(
      SealError,
    );
  });
});
