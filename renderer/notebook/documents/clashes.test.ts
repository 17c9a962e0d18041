import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { clashesIn } from './clashes.ts';
import { sectionText, writeInSection } from './noteDoc.ts';
import { NoteHistory } from './NoteHistory.ts';
import { sentenceAround } from './SentenceStamper.ts';
import { markLookedAt } from './stamps.ts';

const SENTENCES = ['Rated craving six.', 'Spoke three times.', 'Named a trigger.', 'Left early.'];
const TEXT = SENTENCES.join(' ');
let ids = 0;
function device(by: string) {
  const doc = new Y.Doc();
  const pen = new NoteHistory({ doc, by, newId: () => `${by}${(ids += 1)}`, after: () => () => undefined });
  const write = (from: number, to: number, insert: string) => pen.writeAlone('plan', { from, to, insert });
  return { by, doc, pen, write, text: () => sectionText(doc, 'plan').toJSON() };
}
function meet(...devices: readonly { readonly doc: Y.Doc }[]) {
  for (const { doc } of devices)
    for (const other of devices) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc));
}
function twoWith(text: string) {
  const [maria, noor] = [device('maria'), device('noor')];
  writeInSection(maria.doc, 'plan', { from: 0, to: 0, insert: text }, 'maria');
  meet(maria, noor);
  return { maria, noor };
}
/** Where the n-th sentence begins. */
const begin = (n: number) => SENTENCES.slice(0, n).join(' ').length + (n > 0 ? 1 : 0);

describe('two people at one sentence', () => {
  it('WR8 both texts are told, with who wrote which, until somebody has looked', () => {
    const { maria, noor } = twoWith(TEXT);
    maria.write(14, 17, 'seven');
    noor.write(14, 17, 'eight of ten');
    meet(maria, noor);
    expect(maria.text()).toContain('seven');
    expect(maria.text()).toContain('eight of ten');
    const [clash] = clashesIn(noor.doc);
    expect(clash?.versions.toSorted((a, b) => (a.by < b.by ? -1 : 1))).toEqual([
      { by: 'maria', text: 'Rated craving seven.' },
      { by: 'noor', text: 'Rated craving eight of ten.' },
    ]);
    expect(maria.text().slice(clash?.range.from, clash?.range.to)).toMatch(/^Rated craving .*\.$/);
    expect(clashesIn(maria.doc)).toEqual(clashesIn(noor.doc));
    markLookedAt(maria.doc, clash?.id ?? '', 'maria');
    meet(maria, noor);
    expect(clashesIn(noor.doc)).toEqual([]);
  });

  it('WR8 is none where one had the other’s words, or both said the same', () => {
    const { maria, noor } = twoWith(TEXT);
    maria.write(14, 17, 'seven');
    meet(maria, noor);
    noor.write(14, 19, 'eight');
    meet(maria, noor);
    expect(clashesIn(maria.doc)).toEqual([]);
    const end = maria.text().length;
    maria.write(end, end, ' Maria adds one.');
    noor.write(end, end, ' Noor adds one.');
    meet(maria, noor);
    expect(clashesIn(maria.doc)).toEqual([]);
  });

  it('WR8 one takes a sentence out that the other goes on with', () => {
    const { maria, noor } = twoWith(TEXT);
    maria.write(begin(1), begin(2), '');
    noor.write(begin(1) + 17, begin(1) + 17, ', unasked');
    meet(maria, noor);
    expect(clashesIn(maria.doc)).toHaveLength(1);
    expect(maria.text()).toContain('unasked');
  });

  it('WR8 finds a change of a sentence that was only begun when it came, though its writer goes on or back in it', () => {
    for (const pauses of [false, true]) {
      const { maria, noor } = twoWith('');
      const type = (at: number, length: number, insert: string) =>
        maria.pen.write('plan', { from: at, to: at + length, insert });
      type(0, 0, 'Call');
      Y.applyUpdate(noor.doc, Y.encodeStateAsUpdate(maria.doc));
      noor.write(4, 4, ' soon');
      type(4, 0, ' a friend.');
      type(0, 1, 'Re-c');
      if (pauses) maria.pen.endStep();
      meet(noor, maria);
      meet(noor, maria);
      expect(clashesIn(maria.doc)).toHaveLength(1);
      expect(clashesIn(noor.doc)).toEqual(clashesIn(maria.doc));
      expect(clashesIn(noor.doc)[0]?.versions.map(({ text }) => text)).toEqual(
        expect.arrayContaining(['Re-call a friend.', 'Call soon']),
      );
    }
  });

  it('WR8 what is taken out backwards into the sentence before is a change of that one', () => {
    const { maria, noor } = twoWith('Call a friend.');
    maria.pen.write('plan', { from: 14, to: 14, insert: ' N' });
    for (const at of [15, 14, 13, 12]) maria.pen.write('plan', { from: at, to: at + 1, insert: '' });
    maria.pen.endStep();
    noor.write(7, 13, 'sponsor');
    meet(maria, noor);
    expect(clashesIn(maria.doc)).toHaveLength(1);
  });

  it('WR8 is found exactly where both changed the same sentence, the same on both devices', () => {
    const change = fc.record({
      sentence: fc.nat(3),
      at: fc.integer({ min: 1, max: 8 }),
      insert: fc.constantFrom('x', 'yy', ' z'),
    });
    fc.assert(
      fc.property(change, change, (one, other) => {
        const { maria, noor } = twoWith(TEXT);
        const put = (who: typeof maria, { sentence, at, insert }: typeof one) => {
          const place = begin(sentence) + at;
          who.write(place, place, `${who.by[0]}${insert}`);
        };
        put(maria, one);
        put(noor, other);
        meet(maria, noor);
        expect(clashesIn(maria.doc)).toEqual(clashesIn(noor.doc));
        expect(clashesIn(maria.doc)).toHaveLength(one.sentence === other.sentence ? 1 : 0);
      }),
    );
  });

  it('WR8 a sentence ends with its point, and at the end of a line', () => {
    const part = (text: string, at: number) => {
      const { start, end } = sentenceAround(text, { from: at, to: at });
      return text.slice(start, end);
    };
    expect(part('One. Two 2.5 more. Three', 8)).toBe(' Two 2.5 more.');
    expect(part('One. Two', 4)).toBe(' Two');
    expect(part('One.', 4)).toBe('');
    expect(part('One\nTwo', 5)).toBe('Two');
  });
});
