import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Suggestion } from '../../../src/domain/notes/suggestions.ts';
import { sectionText, writeInSection } from './noteDoc.ts';
import { placeSuggestion } from './placeSuggestion.ts';

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
});
