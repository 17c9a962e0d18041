import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from './TokenBucket.ts';

describe('TokenBucket', () => {
  it('LI7: gives the burst at once, then so many a second', () => {
    const bucket = new TokenBucket({ burst: 3, perSecond: 2, now: 0 });
    expect([0, 0, 0, 0, 499, 500, 999, 1_000].map((now) => bucket.take(now))).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('LI7: never gives more than burst and rate allow', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }), (steps) => {
        const bucket = new TokenBucket({ burst: 10, perSecond: 5, now: 0 });
        let now = 0;
        let given = 0;
        for (const step of steps) {
          now += step;
          if (bucket.take(now)) given += 1;
        }
        expect(given).toBeLessThanOrEqual(10 + (now * 5) / 1_000);
      }),
    );
  });
});
