import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { MemoryHub } from '../../../renderer/notebook/testKit/MemoryHub.ts';
import type { NotebookStore } from '../../../src/hub/notebook/notebookStore.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { BEGINNING, MAX_UPDATES } from '../../../src/protocol/notebook/sync.ts';
import { describeNotebookStore } from '../records/describeNotebookStore.ts';
import { openTestRecords } from '../records/openTestRecords.ts';
import { throwAwayFile } from '../records/throwAwayFile.ts';

async function openOnSqlite() {
  const { file, remove } = throwAwayFile();
  const test = await openTestRecords(async () => ({
    driver: createSqliteDriver(file),
    reopen: () => createSqliteDriver(file),
    remove,
  }));
  return { file, test, store: test.records.notebook };
}

describeNotebookStore('SQLite', async () => {
  const { test, store } = await openOnSqlite();
  return { store, reopen: async () => (await test.restart()).notebook, close: test.close };
});

// The model test's own hub is held to the same, or what it shows would hold for itself alone.
describeNotebookStore('nothing, in memory', async () => {
  const hub = new MemoryHub(MAX_UPDATES);
  const store: NotebookStore = {
    take: async (batch) => hub.send(batch),
    readAfter: async (query) => hub.changes(query),
    deleteForGood: async (docId) => hub.deleteForGood(docId),
    async *marksKept() {
      yield* hub.marksKept();
    },
    notesBegun: async (session) => hub.notesBegun(session),
    heads: async (feeds) => {
      const names = feeds.map(({ feed }) => feed);
      return new Map(hub.feeds('ana', names).feeds.map(({ feed, head }) => [feed, head]));
    },
  };
  return { store, reopen: async () => store, close: async () => undefined };
});

it('NB40 keeps no text in the open, and opens an update in its own place alone', async () => {
  const { file, test, store } = await openOnSqlite();
  const sentence = 'She spoke of her brother for the first time';
  const update = (subject: string, text: string) => ({
    docId: `note/g1/s1/${subject}`,
    data: Buffer.from(text).toString('base64'),
  });
  await store.take(
    {
      feed: 'group/g1',
      writer: { id: 'w1', acknowledged: 0 },
      sequence: 1,
      base: BEGINNING,
      updates: [update('m1', sentence), update('m1', 'and nothing else of it')],
    },
    'ana',
    5,
  );
  const folder = path.dirname(file);
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(path.join(folder, name));
    expect(bytes.includes(sentence)).toBe(false);
    expect(bytes.includes(Buffer.from(sentence).toString('base64'))).toBe(false);
  }
  const raw = new DatabaseSync(file);
  raw.exec(
    'update notebook_entries set position = 3 - position + 10; update notebook_entries set position = position - 10',
  );
  raw.close();
  const query = { feed: 'group/g1', writer: { id: 'w2', acknowledged: 0 }, after: BEGINNING };
  await expect(store.readAfter(query)).rejects.toThrow();
  await test.close();
});

it('MK54 finds a document’s entries by an index, however long its feed is', async () => {
  const { file, test } = await openOnSqlite();
  const raw = new DatabaseSync(file);
  for (const statement of [
    "update notebook_entries set sealed = x'' where doc_id = 'marks/g1/s1/all'",
    "select doc_id from notebook_entries where doc_id > 'marks/' and doc_id < 'marks0' order by doc_id limit 1",
  ])
    expect(JSON.stringify(raw.prepare(`explain query plan ${statement}`).all())).toContain(
      'notebook_entries_of_document',
    );
  raw.close();
  await test.close();
});

it('MK56 tells of an empty entry that it is damaged where nobody has deleted its document', async () => {
  const { file, test, store } = await openOnSqlite();
  const update = (docId: string) => ({ docId, data: Buffer.from(docId).toString('base64') });
  await store.take(
    {
      feed: 'group/g1',
      writer: { id: 'w1', acknowledged: 0 },
      sequence: 1,
      base: BEGINNING,
      updates: [update('marks/g1/s1/all'), update('note/g1/s1/m1')],
    },
    'ana',
    5,
  );
  await store.deleteForGood('marks/g1/s1/all', 7);
  const query = { feed: 'group/g1', writer: { id: 'w2', acknowledged: 0 }, after: BEGINNING };
  expect(await store.readAfter(query)).toMatchObject({ gone: ['marks/g1/s1/all'] });
  const raw = new DatabaseSync(file);
  raw.exec("update notebook_entries set sealed = x'' where position = 2");
  raw.close();
  await expect(store.readAfter(query)).rejects.toThrow();
  await test.close();
});
