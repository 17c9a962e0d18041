import { describe, expect, it } from 'vitest';
import { TurnTracker } from './TurnTracker.ts';

const SAMPLE_MS = 500;

/** Hears `ana` at these times and returns what ended, looking every 500 ms until well after. */
function turnsOf(times: readonly number[]) {
  const tracker = new TurnTracker(SAMPLE_MS);
  const ended = [];
  for (let now = 0; now <= (times.at(-1) ?? 0) + 5_000; now += 500) {
    if (times.includes(now)) tracker.heard(['ana'], now);
    ended.push(...tracker.takeEnded(now));
  }
  expect(tracker.isAnyoneSpeaking).toBe(false);
  return ended.map(({ durationMs }) => durationMs);
}

describe('TurnTracker', () => {
  it('LI32: contiguous speech is one turn, from the first interval on', () => {
    expect(turnsOf([500, 1_000, 1_500, 2_000])).toEqual([2_000]);
  });
  it('LI32: a pause of 1.5 s belongs to it, a longer one ends it', () => {
    expect(turnsOf([500, 1_000, 2_500, 3_000])).toEqual([3_000]);
    expect(turnsOf([500, 1_000, 3_500, 4_000])).toEqual([1_000, 1_000]);
  });
  it('LI32: less than a second is no turn', () => {
    expect(turnsOf([500])).toEqual([]);
    expect(turnsOf([500, 3_000])).toEqual([]);
  });
  it('LI32: people have their own turns, and closing ends them all', () => {
    const tracker = new TurnTracker(SAMPLE_MS);
    tracker.heard(['ana'], 500);
    tracker.heard(['ana', 'ben'], 1_000);
    tracker.heard(['ben'], 1_500);
    expect(tracker.takeEnded(1_500, true)).toEqual([
      { participantId: 'ana', durationMs: 1_000 },
      { participantId: 'ben', durationMs: 1_000 },
    ]);
    expect(tracker.isAnyoneSpeaking).toBe(false);
  });
});
