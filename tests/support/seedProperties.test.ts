import * as fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { seedProperties, withSeed } from './seedProperties.ts';

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

it('PR31 what a test draws by itself is from a new seed each time; a failure prints it, and draws the same with it', async () => {
  const drawn: number[] = [];
  const fail = async (): Promise<unknown> =>
    withSeed(async (random) => {
      drawn.push(random.int(0, 1_000_000_000));
      throw new Error('the hub is gone');
    }).catch((error: unknown) => error);
  seedProperties(undefined);
  const first = String(await fail());
  await fail();
  expect(new Set(drawn).size).toBe(2);
  expect(first).toContain('the hub is gone');
  const seed = /CIRCLEWELL_SEED=(\d+)/.exec(first)?.[1];
  expect(seed).toBeDefined();
  seedProperties(seed);
  expect(String(await fail())).toBe(first);
  expect(drawn[2]).toBe(drawn[0]);
});
