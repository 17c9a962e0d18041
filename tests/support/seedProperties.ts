import { randomInt } from 'node:crypto';
import * as fc from 'fast-check';
import { Random } from '../sim/core/Random.ts';

/**
 * How every property test runs from now on (PR31): with a seed of its own each time, or with the one that is given, and a
 * failure says how it is had again.
 * @param seed the environment's `CIRCLEWELL_SEED`
 * @throws Error where it is no whole number
 */
export function seedProperties(seed: string | undefined): void {
  if (seed !== undefined && !/^-?\d{1,15}$/.test(seed))
    throw new Error(
      `CIRCLEWELL_SEED is "${seed}". Give the whole number that a failed property has printed.`,
    );
  fc.configureGlobal(seed === undefined ? {} : { seed: Number(seed) });
}

/** Fast-check's own words, and the command that makes the same failure again. Installed once. */
export const sayHowToRepeat: fc.Plugin<unknown> = () => ({
  onAllRunsComplete(outcome) {
    if (!outcome.failed) return;
    const report = fc.defaultReportMessage(outcome) ?? 'A property failed';
    throw new Error(`${report}\n\n${again(outcome.seed)}`, { cause: outcome.errorInstance });
  },
});

/**
 * For a test that draws by itself, outside of a property: numbers from the run's seed, which a failure prints as a property's does (PR31).
 * What such a test does with real processes and lines is not in the seed.
 */
export async function withSeed(test: (random: Random) => Promise<void>): Promise<void> {
  const seed = fc.readConfigureGlobal().seed ?? randomInt(2 ** 31);
  try {
    await test(new Random(seed));
  } catch (error) {
    const report = error instanceof Error ? error.message : String(error);
    throw new Error(`${report}\n\n${again(seed)}`, { cause: error });
  }
}

function again(seed: number | undefined): string {
  return `To have it again: CIRCLEWELL_SEED=${seed} npm run unit -- FILE`;
}
