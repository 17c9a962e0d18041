import { keyOf, type Counts, type Pair, type Reading } from './packetCounts.ts';

/** Who stands where: name → room. */
export type Standing = Readonly<Record<string, string>>;
/** A reading and where everybody stood when it was taken. */
export type Mark = { readonly standing: Standing; readonly reading: Reading };

/** Packets that went where they should not have, and, as the measure's own check, those that went where they should. */
export type Flow = {
  readonly leakedOnHub: number;
  readonly leakedAtReceivers: number;
  readonly rightfulOnHub: number;
  readonly rightfulAtReceivers: number;
};

/**
 * Compares neighbouring marks. A pair counts as apart between two marks if it stood apart at both; a pair that met or parted in
 * between is left out, and whoever takes the marks keeps such stretches short.
 *
 * @throws Error where a count is gone or has shrunk: packets that were counted with it would be missing
 */
export function flowBetween(marks: readonly Mark[]): Flow {
  const flow = { leakedOnHub: 0, leakedAtReceivers: 0, rightfulOnHub: 0, rightfulAtReceivers: 0 };
  for (const [index, after] of marks.entries()) {
    const before = marks[index - 1];
    if (!before) continue;
    expectGrown(before.reading.hub, after.reading.hub, 'on the hub');
    expectGrown(before.reading.receivers, after.reading.receivers, 'at the receivers');
    const pairs = pairsOf(after.standing);
    const isApart = (pair: Pair, { standing }: Mark) => standing[pair.from] !== standing[pair.to];
    const apart = pairs.filter((pair) => isApart(pair, before) && isApart(pair, after));
    const together = pairs.filter((pair) => !isApart(pair, before) && !isApart(pair, after));
    flow.leakedOnHub +=
      grown(before.reading.hub, after.reading.hub, apart) +
      strangers(before.reading.hub, after.reading.hub, pairs);
    flow.leakedAtReceivers += grown(before.reading.receivers, after.reading.receivers, apart);
    flow.rightfulOnHub += grown(before.reading.hub, after.reading.hub, together);
    flow.rightfulAtReceivers += grown(before.reading.receivers, after.reading.receivers, together);
  }
  return flow;
}

function pairsOf(standing: Standing): Pair[] {
  const names = Object.keys(standing);
  return names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
}

function expectGrown(before: Counts, after: Counts, where: string): void {
  for (const [key, count] of before) {
    const now = after.get(key);
    if (now === undefined || now < count)
      throw new Error(`The count of ${key} ${where} went from ${count} to ${now ?? 'nothing'}`);
  }
}

function grown(before: Counts, after: Counts, pairs: readonly Pair[]): number {
  return pairs.reduce((sum, pair) => sum + (after.get(keyOf(pair)) ?? 0) - (before.get(keyOf(pair)) ?? 0), 0);
}

/** What went to consumers which no page was told of: nobody should have them. */
function strangers(before: Counts, after: Counts, pairs: readonly Pair[]): number {
  const known = new Set(pairs.map(keyOf));
  return [...after]
    .filter(([key]) => !known.has(key))
    .reduce((sum, [key, count]) => sum + count - (before.get(key) ?? 0), 0);
}
