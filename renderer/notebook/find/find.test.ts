import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { writeInSection } from '../documents/noteDoc.ts';
import { numberedKey } from '../store/keys.ts';
import { MemoryDisk } from '../testKit/MemoryDisk.ts';
import { NoteFinder } from './NoteFinder.ts';
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
    const finder = new NoteFinder(disk, async (docId) => {
      read.push(docId);
      return Y.encodeStateAsUpdate(docs.get(docId) ?? new Y.Doc());
    });
    expect(idsOf(await finder.find('urge', {}))).toEqual([ANA]);
    await put(BEN, 'An urge at night. ');
    finder.changed(BEN);
    finder.changed('process/lead/s/own');
    expect(idsOf(await finder.find('urge', {}))).toEqual([ANA, BEN]);
    expect(read).toEqual([ANA, BEN]);
  });
});
