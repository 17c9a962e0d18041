import type { SessionState } from '../../../../src/protocol/session/state.ts';

/** Person → since when they have been in the session without a break. */
export type Arrivals = ReadonlyMap<string, number>;

/**
 * Remembers when each person came in: the session's state says only since when they stand in their present room, and a
 * member who says nothing is not less silent for having been moved (CO33). After a reload it counts from the last move.
 * @returns the same map as before where nobody came or went
 */
export function createArrivals(): (state: SessionState) => Arrivals {
  let known: Arrivals = new Map();
  return (state) => {
    const now = new Map<string, number>();
    for (const { id, presence } of Object.values(state.participants))
      if (presence.stage === 'present')
        now.set(id, Math.min(known.get(id) ?? presence.since, presence.since));
    const isSame = now.size === known.size && [...now].every(([id, since]) => known.get(id) === since);
    if (!isSame) known = now;
    return known;
  };
}
