import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NotebookStore } from '../../../src/hub/notebook/notebookStore.ts';
import { BEGINNING, MAX_UPDATES, type Batch, type Cursor } from '../../../src/protocol/notebook/sync.ts';

const FEED = 'group/g1';
const data = (text: string) => Buffer.from(text).toString('base64');

/** A notebook's store of its own, and how to throw it away. */
export type OpenNotebookStore = () => Promise<{
  store: NotebookStore;
  /** As a restart of the hub does. */
  reopen: () => Promise<NotebookStore>;
  close: () => Promise<void>;
}>;

/** What every store of the notebook must do. */
export function describeNotebookStore(name: string, open: OpenNotebookStore): void {
  describe(`NotebookStore on ${name}`, () => {
    let opened: Awaited<ReturnType<OpenNotebookStore>>;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    const batch = (sequence: number, text: string, more: Partial<Batch> = {}): Batch => ({
      feed: FEED,
      writer: { id: 'w1', acknowledged: sequence - 1 },
      sequence,
      base: BEGINNING,
      updates: [{ docId: 'note/g1/s1/m1', data: data(text) }],
      ...more,
    });
    const take = (one: Batch) => opened.store.take(one, 'ana', 5);
    const read = (after: Cursor = BEGINNING, writer = { id: 'other', acknowledged: 0 }, feed = FEED) =>
      opened.store.readAfter({ feed, writer, after });
    async function textsOf(page: ReturnType<typeof read>): Promise<string[]> {
      const reply = await page;
      if (reply.outcome !== 'changes') return [reply.outcome];
      return reply.updates.map((update) => Buffer.from(update.data, 'base64').toString());
    }
    async function marksKept(): Promise<string[]> {
      const kept: string[] = [];
      for await (const docId of opened.store.marksKept()) kept.push(docId);
      return kept;
    }
    const head = async () => (await opened.store.heads([{ feed: FEED }])).get(FEED) ?? BEGINNING;

    it('NB22 NB41 takes a batch once, and keeps it over a restart', async () => {
      for (let time = 0; time < 2; time += 1)
        expect(await take(batch(1, 'one'))).toEqual({ outcome: 'taken' });
      expect(await take(batch(2, 'two'))).toEqual({ outcome: 'taken' });
      expect(await head()).toMatchObject({ position: 2 });
      opened.store = await opened.reopen();
      expect(await take(batch(1, 'one'))).toEqual({ outcome: 'taken' });
      expect(await textsOf(read())).toEqual(['one', 'two']);
    });

    it('NB23 refuses a number that was used for something else, and one that does not follow', async () => {
      await take(batch(1, 'one'));
      expect(await take(batch(1, 'other'))).toEqual({ outcome: 'unknownPast' });
      expect(await take(batch(3, 'three'))).toEqual({ outcome: 'unknownPast' });
      expect(await take(batch(1, 'w2', { writer: { id: 'w2', acknowledged: 1 } }))).toEqual({
        outcome: 'unknownPast',
      });
      expect(await textsOf(read())).toEqual(['one']);
    });

    it('NB23 knows a cursor by its mark, not by its position', async () => {
      await take(batch(1, 'one'));
      const known = await head();
      const forged = { ...known, mark: 'of another past' };
      const later = { ...known, position: 9 };
      for (const base of [forged, later]) {
        expect(await take(batch(2, 'two', { base }))).toEqual({ outcome: 'unknownPast' });
        expect(await read(base)).toEqual({ outcome: 'unknownPast' });
      }
      expect(await take(batch(2, 'two', { base: known }))).toEqual({ outcome: 'taken' });
      expect(await textsOf(read(known))).toEqual(['two']);
    });

    it('NB32 leaves out what a writer had acknowledged, and nothing else under its name', async () => {
      await take(batch(1, 'one'));
      await take(batch(2, 'two'));
      expect(await textsOf(read(BEGINNING, { id: 'w1', acknowledged: 1 }))).toEqual(['two']);
      expect(await textsOf(read(BEGINNING, { id: 'w1', acknowledged: 3 }))).toEqual(['unknownPast']);
    });

    it('NB25 NB45 gives a long feed out in pages', async () => {
      const updates = Array.from({ length: MAX_UPDATES }, (_, n) => ({
        docId: `note/g1/s1/m${n}`,
        data: data(`text ${n}`),
      }));
      await take(batch(1, '', { updates }));
      await take(batch(2, 'last'));
      const first = await read();
      if (first.outcome !== 'changes') throw new Error(first.outcome);
      expect(first).toMatchObject({ hasMore: true, cursor: { position: MAX_UPDATES } });
      expect(first.updates).toEqual(updates);
      expect(await read(first.cursor)).toMatchObject({ hasMore: false, updates: [{ data: data('last') }] });
      const end = await head();
      expect(await read(end)).toEqual({
        outcome: 'changes',
        updates: [],
        gone: [],
        cursor: end,
        hasMore: false,
      });
    });

    it('MK51 MK52 a document that is deleted for good leaves its places, is told to be gone, and comes back to nobody', async () => {
      const marks = 'marks/g1/s1/all';
      const marked = (text: string) => ({ updates: [{ docId: marks, data: data(text) }] });
      await take(batch(1, 'one'));
      await take(batch(2, '', marked('a mark')));
      const before = await head();
      expect(await marksKept()).toEqual([marks]);
      for (let time = 0; time < 2; time += 1) await opened.store.deleteForGood(marks, 7);
      opened.store = await opened.reopen();
      expect(await marksKept()).toEqual([]);
      const after = await head();
      expect(after.position).toBe(before.position + 1);
      expect(await read()).toMatchObject({ updates: [{ data: data('one') }], gone: [marks], cursor: after });
      // Who had read to the end before, and who wrote it.
      expect(await read(before)).toMatchObject({ updates: [], gone: [marks], cursor: after });
      expect(await read(BEGINNING, { id: 'w1', acknowledged: 2 })).toMatchObject({
        updates: [],
        gone: [marks],
      });
      expect(await take(batch(3, '', marked('brought back')))).toEqual({ outcome: 'taken' });
      expect(await read(after)).toMatchObject({ updates: [], gone: [marks] });
      expect(await textsOf(read())).toEqual(['one']);
    });

    it('MK56 deletes marks alone', async () => {
      await take(batch(1, 'one'));
      const deletion = async () => opened.store.deleteForGood('note/g1/s1/m1', 7);
      await expect(deletion()).rejects.toThrow('Only marks');
      expect(await textsOf(read())).toEqual(['one']);
    });

    it('MK50 finds every session’s marks that are kept, and the notes of one session that were begun', async () => {
      const marksOf = (group: string, session: string) => `marks/${group}/${session}/all`;
      const all = [marksOf('g1', 's1'), marksOf('g1', 's2'), marksOf('g1', 's3')];
      const notes = ['note/g1/s1/group', 'note/g1/s1/m1'];
      const updates = [...all, ...all, ...notes, ...notes, 'note/g1/s10/m1'].map((docId) => ({
        docId,
        data: data(docId),
      }));
      await take(batch(1, '', { updates }));
      const other = [{ docId: marksOf('g2', 's1'), data: data('another group’s') }];
      await take(batch(1, '', { feed: 'group/g2', updates: other }));
      await opened.store.deleteForGood(marksOf('g1', 's2'), 7);
      expect((await marksKept()).toSorted()).toEqual([
        marksOf('g1', 's1'),
        marksOf('g1', 's3'),
        marksOf('g2', 's1'),
      ]);
      const begun = await opened.store.notesBegun({ groupId: 'g1', sessionId: 's1' });
      expect(begun.toSorted()).toEqual(notes);
    });

    it('keeps feeds apart', async () => {
      await take(batch(1, 'one'));
      const updates = [{ docId: 'process/ana/s1/m1', data: data('own') }];
      expect(await take(batch(1, '', { feed: 'author/ana', updates }))).toEqual({ outcome: 'taken' });
      expect(await textsOf(read(BEGINNING, { id: 'x', acknowledged: 0 }, 'author/ana'))).toEqual(['own']);
      expect(await textsOf(read())).toEqual(['one']);
    });

    it('NB22 takes two at once one after the other', async () => {
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((id) => take(batch(1, id, { writer: { id, acknowledged: 0 } }))),
      );
      expect(answers).toEqual(answers.map(() => ({ outcome: 'taken' })));
      expect((await textsOf(read())).toSorted()).toEqual(['a', 'b', 'c']);
    });
  });
}
