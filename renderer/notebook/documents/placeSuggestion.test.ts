import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Suggestion } from '../../../src/domain/notes/suggestions.ts';
import { sectionText, writeInSection, writtenSections } from './noteDoc.ts';
import { placeSuggestion, takeDoublesAway } from './placeSuggestion.ts';

const START = 1_795_539_600_000;
const marked = (id: string, minute: number): Suggestion => ({
  id: `mark:${id}`,
  section: 'response',
  source: {
    kind: 'mark',
    mark: {
      id,
      sessionId: 's1',
      memberId: 'ana',
      tag: { kind: 'shipped', tag: 'insight' },
      at: START + minute * 60_000,
      roomId: 'main',
      block: null,
      text: '',
      authorId: 'co',
      undoneAt: null,
    },
  },
});
const textOf = (doc: Y.Doc) => sectionText(doc, 'response').toJSON();
const meet = (one: Y.Doc, other: Y.Doc) => {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
};

describe('suggestions put into a note', () => {
  it('WR30 stand once, in the order of the session, though two devices put them in apart from each other', () => {
    const [here, there] = [new Y.Doc(), new Y.Doc()];
    for (const [id, minute] of [
      ['b', 40],
      ['a', 10],
    ] as const)
      placeSuggestion(here, marked(id, minute), `Said ${id}`);
    placeSuggestion(there, marked('a', 10), 'Said a');
    placeSuggestion(there, marked('c', 90), 'Said c');
    meet(here, there);
    expect(textOf(here)).toBe('⟦Said a⟧\n⟦Said b⟧\n⟦Said c⟧\n');
    expect(textOf(there)).toBe(textOf(here));
  });

  it('WR30 NO22 come after what was written, and do not come again', () => {
    const [here, there] = [new Y.Doc(), new Y.Doc()];
    writeInSection(here, 'response', { from: 0, to: 0, insert: 'Calm.\n' }, 'lead');
    placeSuggestion(here, marked('a', 10), 'Said a');
    writeInSection(here, 'response', { from: 6, to: 15, insert: '' }, 'lead');
    placeSuggestion(there, marked('a', 10), 'Said a');
    meet(here, there);
    placeSuggestion(here, marked('a', 10), 'Said it otherwise');
    expect(textOf(here)).toBe('Calm.\n');
    expect(textOf(there)).toBe('Calm.\n');
  });

  it('WR32 stand once wherever devices with other formats and other words put them, in whatever order they meet', () => {
    const placing = fc.record({
      section: fc.constantFrom('response', 'objective', 'narrative'),
      words: fc.constantFrom('Spoke', 'Habló', 'Spoke 👩'),
      id: fc.constantFrom('a', 'b'),
    });
    const devices = fc.array(fc.array(placing, { maxLength: 3 }), { minLength: 2, maxLength: 4 });
    const meetings = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(devices, meetings, (given, partial) => {
        const docs = given.map((placings) => {
          const doc = new Y.Doc();
          for (const { id, section, words } of placings)
            placeSuggestion(doc, { ...marked(id, 10), section }, words);
          return doc;
        });
        for (const [a, b, tidies] of partial) {
          const [one, other] = [docs[a % docs.length], docs[b % docs.length]];
          if (!one || !other) continue;
          meet(one, other);
          if (tidies) takeDoublesAway(one);
        }
        for (const one of docs) for (const other of docs) meet(one, other);
        for (const doc of docs) takeDoublesAway(doc);
        const texts = docs.map((doc) => writtenSections(doc).map((id) => sectionText(doc, id).toJSON()));
        for (const text of texts) expect(text).toEqual(texts[0]);
        const ids = new Set(given.flat().map(({ id }) => id));
        expect((texts[0] ?? []).join('').match(/⟦/g)?.length ?? 0).toBe(ids.size);
      }),
    );
  });

  it('WR32 stay where somebody has touched them', () => {
    const [here, there] = [new Y.Doc(), new Y.Doc()];
    placeSuggestion(here, marked('a', 10), 'Said a');
    placeSuggestion(there, marked('a', 10), 'Lo dijo');
    for (const doc of [here, there])
      writeInSection(doc, 'response', { from: 1, to: 1, insert: 'Well: ' }, 'lead');
    meet(here, there);
    for (const doc of [here, there]) takeDoublesAway(doc);
    expect(textOf(here)).toContain('⟦Well: Said a⟧');
    expect(textOf(here)).toContain('⟦Well: Lo dijo⟧');
    expect(textOf(there)).toBe(textOf(here));
  });
});
