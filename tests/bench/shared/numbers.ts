/** The value below which this share (0 to 1) of the values lies, by the nearest rank. @throws RangeError without values */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('There are no values');
  return value;
}

/** The nearest-rank median. @throws RangeError without values */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Values for the eye: rounded, in the order in which they were measured. */
export const listed = (values: readonly number[]): string =>
  values.map((value) => Math.round(value)).join(' ');
