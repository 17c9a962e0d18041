import { describe, expect, it } from 'vitest';
import { gradeQuality } from './gradeQuality.ts';

describe('gradeQuality', () => {
  it('LI11: is as bad as the worst of what is known', () => {
    expect(gradeQuality({})).toBe('good');
    expect(gradeQuality({ rttMs: 301 })).toBe('fair');
    expect(gradeQuality({ rttMs: 20, lossRatio: 0.11 })).toBe('poor');
    expect(gradeQuality({ rttMs: 20, lossRatio: 0, score: 3 })).toBe('poor');
    expect(gradeQuality({ score: 7 })).toBe('fair');
    expect(gradeQuality({ rttMs: 20, lossRatio: 0, score: 10, isHeld: true })).toBe('poor');
  });
});
