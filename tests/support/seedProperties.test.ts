import * as fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { seedProperties } from './seedProperties.ts';

afterEach(() => seedProperties(process.env['CIRCLEWELL_SEED']));

/** Fails for one number in a thousand: with another seed elsewhere. */
const failure = (): string => {
  try {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (number) => number % 1000 !== 7),
      { numRuns: 100_000, endOnFailure: true },
    );
    return 'passed';
  } catch (error) {
    return String(error);
  }
};

it('PR31 a failed property prints its seed, and fails in the same place with it', () => {
  seedProperties(undefined);
  const first = failure();
  const seed = /CIRCLEWELL_SEED=(-?\d+)/.exec(first)?.[1];
  expect(seed).toBeDefined();
  expect(first).toContain('Counterexample');
  seedProperties(seed);
  expect(failure()).toBe(first);
  seedProperties(String(Number(seed) + 1));
  expect(failure()).not.toBe(first);
});

it('PR31 draws another seed each time where none is given', () => {
  seedProperties(undefined);
  expect(failure()).not.toBe(failure());
});

it.each(['', 'abc', '1.5', '1e3'])('PR31 refuses the seed "%s"', (seed) => {
  expect(() => seedProperties(seed)).toThrow('whole number');
});
