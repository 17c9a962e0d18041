import * as fc from 'fast-check';

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
    const again = `To have it again: CIRCLEWELL_SEED=${outcome.seed} npm run unit -- FILE`;
    throw new Error(`${fc.defaultReportMessage(outcome) ?? 'A property failed'}\n\n${again}`, {
      cause: outcome.errorInstance,
    });
  },
});
