import { normalizeIP } from '@fastify/rate-limit';
import type { GuessKind, Refused, RefusedKind } from '../../protocol/api/refused.ts';
import type { Counter } from '../health/metrics.ts';

const HOUR_MS = 3_600_000;
/** What is told of is as old as this at most, by the hour. */
const HOURS = 24;
/** From so many on from one address it is no mistyping any more (AU40). */
export const NOTABLE_FROM_ONE = 20;
/** From so many on altogether: in a practice of thirty, twenty are mistyped on any day. */
export const NOTABLE_ALTOGETHER = 200;
/** The most addresses kept of a kind and an hour; whoever has more of them is counted under none. */
const MAX_ADDRESSES = 500;

type Hour = { readonly byAddress: Map<string, number>; count: number; lastAt: number };

/**
 * Counts refusals by kind, for whoever watches over the hub (OP23) and for who may read the audit (AU40): also those that a flood's
 * entries leave out (AU17). Kept in memory: the audit outlives a start, this does not.
 */
export class RefusalCounts {
  readonly #now: () => number;
  readonly #counter: Counter;
  readonly #hours = new Map<GuessKind, Map<number, Hour>>();

  /** @param now milliseconds since the Unix epoch */
  constructor(now: () => number, counter: Counter) {
    this.#now = now;
    this.#counter = counter;
  }

  add(kind: RefusedKind, address: string): void {
    this.#counter.add({ kind });
    // For the figures alone: of these nothing is kept here, and no address.
    if (kind === 'refused' || kind === 'tooMany') return;
    const hours = this.#hours.get(kind) ?? new Map<number, Hour>();
    this.#hours.set(kind, hours);
    const at = this.#now();
    const number = Math.floor(at / HOUR_MS);
    for (const kept of hours.keys()) if (kept <= number - HOURS) hours.delete(kept);
    const hour = hours.get(number) ?? { byAddress: new Map<string, number>(), count: 0, lastAt: at };
    hours.set(number, hour);
    hour.count += 1;
    hour.lastAt = at;
    const key = normalizeIP(address);
    const before = hour.byAddress.get(key);
    if (before !== undefined || hour.byAddress.size < MAX_ADDRESSES)
      hour.byAddress.set(key, (before ?? 0) + 1);
  }

  /** What of the last day is so much that somebody should look at it; the most first. */
  notable(): Refused[] {
    const oldest = Math.floor(this.#now() / HOUR_MS) - HOURS;
    return [...this.#hours]
      .map(([kind, hours]) =>
        summed(
          kind,
          [...hours].flatMap(([at, hour]) => (at > oldest ? [hour] : [])),
        ),
      )
      .filter(
        ({ count, mostFrom }) => count >= NOTABLE_ALTOGETHER || (mostFrom?.count ?? 0) >= NOTABLE_FROM_ONE,
      )
      .toSorted((a, b) => b.count - a.count);
  }
}

function summed(kind: GuessKind, hours: readonly Hour[]): Refused {
  const byAddress = new Map<string, number>();
  for (const hour of hours)
    for (const [address, count] of hour.byAddress)
      byAddress.set(address, (byAddress.get(address) ?? 0) + count);
  const [most] = [...byAddress].toSorted(([, a], [, b]) => b - a);
  return {
    kind,
    count: hours.reduce((sum, { count }) => sum + count, 0),
    addresses: byAddress.size,
    mostFrom: most === undefined ? null : { address: most[0].slice(0, 64), count: most[1] },
    lastAt: Math.max(0, ...hours.map(({ lastAt }) => lastAt)),
  };
}
