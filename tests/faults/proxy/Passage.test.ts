import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../sim/core/Random.ts';
import { MOST_QUEUED_MS, Passage } from './Passage.ts';
import type { Weather } from './weather.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const anyWeather: fc.Arbitrary<Weather> = fc.record(
  {
    loss: chance,
    burst: fc.record({ chance, length: fc.integer({ min: 1, max: 20 }) }),
    delayMs: fc.integer({ min: 0, max: 500 }),
    jitterMs: fc.integer({ min: 0, max: 100 }),
    reorder: chance,
    duplicate: chance,
    bytesPerSecond: fc.integer({ min: 1_000, max: 1_000_000 }),
  },
  { requiredKeys: [] },
);

/** What becomes of a thousand packets, 20 ms apart. */
function thousand(weather: Weather, seed: number): (readonly number[])[] {
  const passage = new Passage(new Random(seed));
  return Array.from({ length: 1_000 }, (_, index) => passage.datagram(weather, 200, index * 20));
}

describe('FA1: the weather of a passage', () => {
  it('is the same again from the same seed, and another from another', () => {
    fc.assert(
      fc.property(anyWeather, fc.integer(), (weather, seed) => {
        expect(thousand(weather, seed)).toEqual(thousand(weather, seed));
      }),
      { numRuns: 20 },
    );
    expect(thousand({ loss: 0.5 }, 1)).not.toEqual(thousand({ loss: 0.5 }, 2));
  });

  it('lets nothing arrive before it was sent, and a stream nothing out of order', () => {
    fc.assert(
      fc.property(anyWeather, fc.integer(), (weather, seed) => {
        for (const [index, arrivals] of thousand(weather, seed).entries())
          for (const at of arrivals) expect(at).toBeGreaterThanOrEqual(index * 20);
        const passage = new Passage(new Random(seed));
        const pieces = Array.from({ length: 200 }, (_, index) => passage.piece(weather, 500, index));
        expect(pieces).toEqual([...pieces].sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  it('loses about as many as it says, alone and together', () => {
    const lost = (weather: Weather) => thousand(weather, 7).map((arrivals) => arrivals.length === 0);
    expect(lost({ loss: 0.2 }).filter(Boolean).length / 1_000).toBeCloseTo(0.2, 1);
    const runs = lost({ burst: { chance: 0.02, length: 5 } })
      .map((isLost) => (isLost ? 'x' : ' '))
      .join('')
      .match(/x+/g);
    expect(runs?.length).toBeGreaterThan(5);
    expect(runs?.every((run) => run.length % 5 === 0)).toBe(true);
  });

  it('doubles, delays and holds back', () => {
    expect(thousand({ duplicate: 1, delayMs: 150 }, 1)[0]).toEqual([150, 150]);
    const arrivals = thousand({ reorder: 0.3 }, 1).map(([at = 0]) => at);
    expect(arrivals).not.toEqual([...arrivals].sort((a, b) => a - b));
  });

  it('passes no more than its rate, and loses what would wait too long', () => {
    const bytesPerSecond = 1_000;
    const arrivals = thousand({ bytesPerSecond }, 1).flat();
    expect(arrivals.length * 200).toBeLessThanOrEqual((20 + MOST_QUEUED_MS / 1_000) * bytesPerSecond);
    expect(arrivals.length * 200).toBeGreaterThan(0.9 * 20 * bytesPerSecond);
  });

  it.each([{ isDark: true }, { isCut: true }])('lets no datagram through where %o', (weather) => {
    expect(thousand(weather, 1).flat()).toEqual([]);
  });
});
