import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketed } from './suggestions.ts';
import { acceptEdit, appendEdit, applyEdit, dismissEdit, rewordEdit, unsettledIn } from './textEdits.ts';

const words = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '⟦', '⟧', 'é', '👩'), maxLength: 12 });

/** Settles the first again and again, as a person would. */
function settleAll(text: string, isKept: (turn: number) => boolean): string {
  let settled = text;
  for (let turn = 0; ; turn++) {
    const [first] = unsettledIn(settled);
    if (!first) return settled;
    settled = applyEdit(settled, isKept(turn) ? acceptEdit(settled, first) : dismissEdit(settled, first));
  }
}

describe('suggestions in the text', () => {
  it('NO20 stand between their brackets, and a bracket alone is unsettled', () => {
    expect(unsettledIn('One ⟦two⟧ three ⟦ four ⟧⟧')).toEqual([
      { from: 4, to: 9 },
      { from: 16, to: 24 },
      { from: 24, to: 25 },
    ]);
    expect(bracketed('a ⟦b⟧')).toBe('⟦a b⟧');
  });

  it('NO22 accepting keeps the words, dismissing leaves no gap, other words take the place', () => {
    const text = 'One ⟦two⟧ three';
    const range = { from: 4, to: 9 };
    expect(applyEdit(text, acceptEdit(text, range))).toBe('One two three');
    expect(applyEdit(text, dismissEdit(text, range))).toBe('One three');
    expect(applyEdit(text, rewordEdit(range, 'second ⟧'))).toBe('One second  three');
    expect(applyEdit('⟦a⟧\n⟦b⟧', dismissEdit('⟦a⟧\n⟦b⟧', { from: 4, to: 7 }))).toBe('⟦a⟧');
  });

  it('NO22 NO34 settling everything leaves no bracket, whatever is kept', () => {
    fc.assert(
      fc.property(fc.array(words), fc.array(fc.boolean()), (parts, kept) => {
        const text = parts.reduce((all, part) => applyEdit(all, appendEdit(all, bracketed(part))), '');
        expect(unsettledIn(text)).toHaveLength(parts.length);
        expect(settleAll(text, (turn) => kept[turn % kept.length] ?? true)).not.toMatch(/[⟦⟧]/);
      }),
    );
  });

  it('NO22 accepting all changes nothing but brackets; dismissing takes no letter that is outside', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(settleAll(text, () => true)).toBe(text.replaceAll(/[⟦⟧]/g, ''));
        const outside = text.replaceAll(/⟦[^⟦⟧]*⟧|[⟦⟧]/g, '').replaceAll(/\s/g, '');
        const [first, ...others] = unsettledIn(text);
        if (first && others.length === 0)
          expect(settleAll(text, () => false).replaceAll(/\s/g, '')).toBe(outside);
      }),
    );
  });
});
