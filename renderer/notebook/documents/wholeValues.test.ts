import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { signHand } from './hands.ts';
import { setAbout } from './noteAbout.ts';
import { chooseProgress, chooseRisk, putGoal, removeGoal } from './noteElements.ts';
import { alsoChosen, chooseWhole, fieldsApart, wholeValue } from './wholeValues.ts';

const FIELD = 'elements/riskLevel';
function device(by: string): Y.Doc {
  const doc = new Y.Doc();
  signHand(doc, by);
  return doc;
}
function meet(...docs: readonly Y.Doc[]): void {
  for (const doc of docs) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
}

describe('values that are chosen as a whole', () => {
  it('WR16 two choices made apart are both told, with who made the one that does not hold, until somebody chooses', () => {
    const [here, there] = [device('lead'), device('co')];
    chooseRisk(here, 'low');
    chooseRisk(there, 'high');
    meet(here, there);
    const holds = wholeValue(here, FIELD);
    const other = holds === 'low' ? { value: 'high', by: 'co' } : { value: 'low', by: 'lead' };
    expect(alsoChosen(here, FIELD)).toEqual([other]);
    expect(alsoChosen(there, FIELD)).toEqual([other]);
    expect(fieldsApart(there)).toEqual([FIELD]);
    // Looked at, and left as it is.
    chooseWhole(there, FIELD, holds);
    meet(here, there);
    expect(alsoChosen(here, FIELD)).toEqual([]);
    expect(wholeValue(here, FIELD)).toBe(holds);
  });

  it('WR16 is nothing where both chose the same, where one knew the other’s, or in a hand-over', () => {
    const [here, there] = [device('lead'), device('co')];
    chooseRisk(here, 'low');
    chooseRisk(there, 'low');
    setAbout(here, 'handOver', { handedBy: 'lead', signerId: 'co', at: 1, after: null });
    setAbout(there, 'handOver', null);
    meet(here, there);
    expect(fieldsApart(here)).toEqual([]);
    chooseRisk(there, 'moderate');
    meet(here, there);
    expect([fieldsApart(here), wholeValue(here, FIELD)]).toEqual([[], 'moderate']);
  });

  it('WR16 a goal that one took out and the other worded anew is there, and one taken out by all is gone', () => {
    const [here, there] = [device('lead'), device('co')];
    putGoal(here, '1', 'Sleep');
    chooseProgress(here, '1', 'some');
    meet(here, there);
    removeGoal(here, '1');
    putGoal(there, '1', 'Sleep through');
    meet(here, there);
    expect(wholeValue(here, 'elements/goal/1')).toBe('Sleep through');
    removeGoal(here, '1');
    meet(here, there);
    expect(wholeValue(there, 'elements/goal/1')).toBeUndefined();
    expect(fieldsApart(there)).toEqual([]);
  });

  it('WR16 tells every last choice that nobody chose over knowingly, and no other, the same on all devices', () => {
    const step = fc.oneof(
      fc.record({ who: fc.nat(2), value: fc.constantFrom('low', 'high', 'moderate', 'none_indicated') }),
      fc.record({ who: fc.nat(2), from: fc.nat(2) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 16 }), (steps) => {
        const docs = ['lead', 'co', 'notes'].map(device);
        const choices: { readonly value: string; readonly over: ReadonlySet<number> }[] = [];
        const known = docs.map(() => new Set<number>());
        for (const one of steps) {
          const doc = docs[one.who];
          const knows = known[one.who];
          if (!doc || !knows) continue;
          if ('value' in one) {
            chooseWhole(doc, FIELD, one.value);
            choices.push({ value: one.value, over: new Set(knows) });
            knows.add(choices.length - 1);
          } else {
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[one.from] ?? doc));
            for (const choice of known[one.from] ?? []) knows.add(choice);
          }
        }
        meet(...docs);
        const last = choices.filter((_, at) => !choices.some(({ over }) => over.has(at)));
        for (const doc of docs) {
          const told = alsoChosen(doc, FIELD).map(({ value }) => value);
          const all = choices.length === 0 ? [] : [wholeValue(doc, FIELD), ...told];
          expect(all).toHaveLength(new Set(all).size);
          expect(new Set(all)).toEqual(new Set(last.map(({ value }) => value)));
          expect(alsoChosen(doc, FIELD)).toEqual(alsoChosen(docs[0] ?? doc, FIELD));
        }
      }),
    );
  });
});
