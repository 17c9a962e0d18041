import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bracketed } from '../../../src/domain/notes/suggestions.ts';
import { dealWithLate, takeUpAgain, type LatePart } from './lateDealt.ts';
import { lateTextIn, type SignedVersion } from './lateText.ts';
import { setAbout } from './noteAbout.ts';
import { sectionText, writeInSection } from './noteDoc.ts';
import { NoteHistory } from './NoteHistory.ts';
import { keepSignedState, stateNow } from './signedState.ts';
import { wordDiff } from './wordDiff.ts';

const HASH = 'a'.repeat(64);
const SIGNED = 'Rated craving six. Named a trigger. Left early.';
let ids = 0;

/** Somebody's device with a note that is signed. */
function device(by: string, from?: Y.Doc) {
  const doc = new Y.Doc();
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  const pen = new NoteHistory({ doc, by, newId: () => `${by}${(ids += 1)}`, after: () => () => undefined });
  const write = (at: number, length: number, insert: string) =>
    pen.writeAlone('plan', { from: at, to: at + length, insert });
  const text = () => sectionText(doc, 'plan').toJSON();
  return { by, doc, write, text, late: () => lateTextIn(doc, version(SIGNED)) };
}
const version = (text: string): SignedVersion => ({
  hash: HASH,
  content: { kind: 'member', format: 'BIRP', sections: [{ id: 'plan', text }] },
});
function meet(...devices: readonly { readonly doc: Y.Doc }[]) {
  for (const { doc } of devices)
    for (const other of devices) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc));
}
/** Two with the same note; the first signs it. */
function signedByOne({ keepsState = true } = {}) {
  const maria = device('maria');
  maria.write(0, 0, SIGNED);
  const noor = device('noor', maria.doc);
  if (keepsState) keepSignedState(maria.doc, HASH, stateNow(maria.doc));
  return { maria, noor };
}
const told = (parts: readonly LatePart[]) =>
  parts.map(({ kind, text, sentence, by }) => ({ kind, text, sentence, by: by.join() }));
const deal = (doc: Y.Doc, id: string, parts: readonly LatePart[]) =>
  dealWithLate(doc, { id, hash: HASH, by: 'noor', how: 'setAside', parts: [...parts], choices: [] });

describe('text that was written after the signature', () => {
  it.each([true, false])('SG45 is told with its sentence and its author (state kept: %s)', (keepsState) => {
    const { maria, noor } = signedByOne({ keepsState });
    expect(maria.late()).toEqual([]);
    noor.write(14, 3, 'seven of ten');
    noor.write(noor.text().length, 0, ' Called a friend.');
    meet(maria, noor);
    expect(maria.late()).toEqual(noor.late());
    expect(told(maria.late())).toEqual([
      { kind: 'added', text: 'seven of ten', sentence: 'Rated craving seven of ten.', by: 'noor' },
      { kind: 'added', text: ' Called a friend.', sentence: 'Called a friend.', by: 'noor' },
      { kind: 'removed', text: 'six', sentence: 'Rated craving six.', by: 'noor' },
    ]);
  });

  it('SG45 says whose it is also where the same words stand there already', () => {
    const { maria, noor } = signedByOne();
    noor.write(0, 0, 'Rated craving six. ');
    maria.write(SIGNED.length, 0, ' Left early.');
    meet(maria, noor);
    expect(told(noor.late()).map(({ text, by }) => `${by}:${text}`)).toEqual([
      'noor:Rated craving six. ',
      'maria: Left early.',
    ]);
  });

  it('SG45 leaves out suggestions that nobody has settled, and what was taken back', () => {
    const { noor } = signedByOne();
    noor.write(0, 0, bracketed('Rated craving 3/10.'));
    noor.write(noor.text().length, 0, ' More.');
    noor.write(noor.text().length - 6, 6, '');
    expect(told(noor.late())).toEqual([]);
  });

  it('SG45 WR6 is told in the sections that were signed, whatever the format is now', () => {
    const { maria, noor } = signedByOne();
    setAbout(noor.doc, 'format', 'SOAP');
    writeInSection(noor.doc, 'assessment', { from: 0, to: 0, insert: 'Slept well.' }, 'noor');
    meet(maria, noor);
    const sections = [
      { id: 'response' as const, text: '' },
      { id: 'plan' as const, text: SIGNED },
    ];
    expect(
      lateTextIn(maria.doc, { hash: HASH, content: { kind: 'member', format: 'BIRP', sections } }),
    ).toMatchObject([{ section: 'response', kind: 'added', text: 'Slept well.', by: ['noor'] }]);
  });

  it('SG46 is told no more on any device once it was dealt with, until it is taken up again', () => {
    const { maria, noor } = signedByOne();
    noor.write(SIGNED.length, 0, ' Called a friend.');
    noor.write(0, 19, '');
    const parts = noor.late();
    expect(told(parts)).toHaveLength(2);
    deal(noor.doc, 'd1', parts);
    meet(maria, noor);
    expect(maria.late()).toEqual([]);
    // What comes later still, right beside it, is told by itself.
    noor.write(noor.text().length, 0, ' Twice.');
    expect(told(noor.late()).map(({ text }) => text)).toEqual([' Twice.']);
    takeUpAgain(noor.doc, 'd1');
    meet(maria, noor);
    expect(maria.late()).toHaveLength(2);
    expect(maria.late().map(({ text }) => text)).toContain(' Called a friend. Twice.');
  });

  it('SG45 tells every letter that came late, of whom it is, the same on all devices, and no other', () => {
    const change = fc.record({
      who: fc.constantFrom('maria' as const, 'noor' as const),
      at: fc.nat(60),
      insert: fc.constantFrom('', 'x', 'Rated craving six. ', ' early', 'a trigger'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(5), (changes, dealtAfter) => {
        const { maria, noor } = signedByOne();
        let letters = { maria: '', noor: '' };
        for (const [index, { who, at, insert }] of changes.entries()) {
          const here = who === 'maria' ? maria : noor;
          // Nothing is taken out here, so that all that was written is there.
          here.write(Math.min(at, here.text().length), 0, insert);
          letters[who] += insert;
          if (index !== dealtAfter) continue;
          meet(maria, noor);
          deal(here.doc, 'd', here.late());
          letters = { maria: '', noor: '' };
        }
        meet(maria, noor);
        expect(maria.late()).toEqual(noor.late());
        for (const who of ['maria', 'noor'] as const) {
          const of = maria.late().filter(({ by, kind }) => kind === 'added' && by.join() === who);
          const sorted = (text: string) => text.replaceAll(' ', '').split('').toSorted().join('');
          expect(sorted(of.map(({ text }) => text).join(''))).toBe(sorted(letters[who]));
        }
        expect(maria.late().filter(({ kind }) => kind === 'removed')).toEqual([]);
      }),
    );
  });

  it('SG45 finds the words in which two texts differ', () => {
    const words = fc.array(fc.constantFrom('calm', 'alert', ' ', '. ', '\n', 'é', 'e\u0301'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        const parts = wordDiff(before, after);
        const of = (kind: 'added' | 'removed') =>
          parts
            .filter((part) => part.kind !== kind)
            .map(({ text }) => text)
            .join('');
        expect(of('removed')).toBe(after);
        expect(of('added').normalize()).toBe(before.normalize());
        for (const { kind, at, text } of parts)
          expect((kind === 'removed' ? before : after).slice(at, at + text.length)).toBe(text);
      }),
    );
    expect(wordDiff('One two three', 'One three').filter(({ kind }) => kind !== 'same')).toMatchObject([
      { kind: 'removed', text: 'two ' },
    ]);
  });
});
