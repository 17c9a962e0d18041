import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { writeInSection } from '../documents/noteDoc.ts';
import { putGoal, writeRiskReason } from '../documents/noteElements.ts';
import { numberedKey } from '../store/keys.ts';
import { MemoryDisk } from '../testKit/MemoryDisk.ts';
import { NoteFinder, textIn } from './NoteFinder.ts';
import { NoteIndex } from './NoteIndex.ts';

const ANA = 'note/g/s/ana';
const BEN = 'note/g/s/ben';
const idsOf = ({ found }: ReturnType<NoteIndex['find']>) => found.map(({ docId }) => docId);

describe('finding notes', () => {
  it('WR60 needs every word, as the beginning of one, whatever its case and accents', () => {
    const index = new NoteIndex();
    index.put(ANA, 'Habló de su niñez.\nUrge log for three days.');
    index.put(BEN, 'Slept badly, no log.');
    expect(idsOf(index.find('LOG', {}))).toEqual([ANA, BEN]);
    expect(idsOf(index.find('ninez log', {}))).toEqual([ANA]);
    expect(idsOf(index.find('og', {}))).toEqual([]);
    expect(index.find('  ', {})).toEqual({ found: [], total: 0 });
    expect(index.find('niñ', {}).found[0]?.excerpt).toBe('Habló de su niñez. Urge log for three days.');
  });

  it('WR60 finds by member, session and stage, also what is not on this workstation', () => {
    const index = new NoteIndex();
    index.put(ANA, 'Urge log.');
    const labels = { [ANA]: 'Ana R. Tuesday IOP Draft', [BEN]: 'Ben T. Tuesday IOP Signed' };
    expect(idsOf(index.find('tuesday', labels))).toEqual([ANA, BEN]);
    expect(idsOf(index.find('ana log', labels))).toEqual([ANA]);
    expect(index.find('signed', labels).found).toEqual([{ docId: BEN, excerpt: '' }]);
  });

  it('WR60 WR61 looks through notes as they are now, and through no process note', async () => {
    const memory = new MemoryDisk();
    const disk = memory.open();
    const docs = new Map<DocId, Y.Doc>();
    const put = async (docId: DocId, text: string) => {
      const doc = docs.get(docId) ?? new Y.Doc();
      docs.set(docId, doc);
      writeInSection(doc, 'narrative', { from: 0, to: 0, insert: text }, 'lead');
      const bytes = new Uint8Array(Y.encodeStateAsUpdate(doc));
      await disk.commit([{ kind: 'put', table: 'note_updates', key: numberedKey(docId, 1), bytes }]);
    };
    await put(ANA, 'Urge log.');
    await put('process/lead/s/own', 'Urge of my own.');
    const read: DocId[] = [];
    const finder = new NoteFinder(disk, async (docIds) => {
      read.push(...docIds);
      return docIds.map((docId) => textIn(docs.get(docId) ?? new Y.Doc()));
    });
    expect(idsOf(await finder.find('urge', {}))).toEqual([ANA]);
    await put(BEN, 'An urge at night. ');
    finder.changed(BEN);
    finder.changed('process/lead/s/own');
    expect(idsOf(await finder.find('urge', {}))).toEqual([ANA, BEN]);
    expect(read).toEqual([ANA, BEN]);
  });

  it('WR60 looks through goals and the reason for a risk as well', () => {
    const note = new Y.Doc();
    writeInSection(note, 'plan', { from: 0, to: 0, insert: 'Urge log.' }, 'lead');
    putGoal(note, 'one', 'Name three triggers');
    writeRiskReason(note, 'Passive thoughts on Monday');
    expect(textIn(note)).toBe('Urge log.\nName three triggers\nPassive thoughts on Monday');
  });

  it('WR60 misses no note whose read failed, that two look for at once, or that came while the notes were listed', async () => {
    const disk = new MemoryDisk().open();
    const bytes = new Uint8Array([0, 0]);
    await disk.commit([{ kind: 'put', table: 'note_updates', key: numberedKey(ANA, 1), bytes }]);
    const note = new Y.Doc();
    writeInSection(note, 'narrative', { from: 0, to: 0, insert: 'Urge log.' }, 'lead');
    const listing = Promise.withResolvers<void>();
    let isBroken = false;
    const finder = new NoteFinder(
      { keys: (table, range) => listing.promise.then(() => disk.keys(table, range)) },
      async (docIds) => {
        await Promise.resolve();
        if (isBroken) throw new Error('unreadable');
        return docIds.map(() => textIn(note));
      },
    );
    const [one, other] = [finder.find('urge', {}), finder.find('urge', {})];
    finder.changed(BEN);
    listing.resolve();
    expect(idsOf(await other).toSorted()).toEqual([ANA, BEN]);
    expect(idsOf(await one).toSorted()).toEqual([ANA, BEN]);
    isBroken = true;
    writeInSection(note, 'narrative', { from: 0, to: 0, insert: 'Slept. ' }, 'lead');
    finder.changed(BEN);
    await expect(finder.find('slept', {})).rejects.toThrow('unreadable');
    isBroken = false;
    expect(idsOf(await finder.find('slept', {}))).toEqual([BEN]);
  });

  it('WR60 reads a note once more that is changed while it is being read', async () => {
    const reading = Promise.withResolvers<void>();
    const note = new Y.Doc();
    const finder = new NoteFinder(new MemoryDisk().open(), async () => {
      const text = textIn(note);
      await reading.promise;
      return [text];
    });
    finder.changed(ANA);
    const finding = finder.find('urge', {});
    await new Promise((resolve) => setTimeout(resolve));
    writeInSection(note, 'narrative', { from: 0, to: 0, insert: 'Urge log.' }, 'lead');
    finder.changed(ANA);
    reading.resolve();
    expect(idsOf(await finding)).toEqual([ANA]);
  });
});
