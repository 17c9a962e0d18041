/** A stretch of time, half open: [from, to), in milliseconds since the epoch. */
export type Interval = { readonly from: number; readonly to: number };

/** How long two sets of intervals overlap, in milliseconds. Each set must be free of overlaps in itself. */
export function overlapMs(a: readonly Interval[], b: readonly Interval[]): number {
  let sum = 0;
  for (const x of a) {
    for (const y of b) sum += Math.max(0, Math.min(x.to, y.to) - Math.max(x.from, y.from));
  }
  return sum;
}

/** The part of the intervals that lies within a window; empty ones are dropped. */
export function within<T extends Interval>(intervals: readonly T[], window: Interval): readonly T[] {
  return intervals
    .map((interval) => ({
      ...interval,
      from: Math.max(interval.from, window.from),
      to: Math.min(interval.to, window.to),
    }))
    .filter((interval) => interval.to > interval.from);
}

/** The longest time between one interval's end and the next one's start, in milliseconds; 0 where there is none. */
export function longestGapMs(intervals: readonly Interval[]): number {
  const sorted = [...intervals].sort((a, b) => a.from - b.from);
  return sorted.reduce((longest, interval, index) => {
    const before = sorted[index - 1];
    return before ? Math.max(longest, interval.from - before.to) : longest;
  }, 0);
}
