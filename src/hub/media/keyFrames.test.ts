import { describe, expect, it } from 'vitest';
import { FORCED_KEY_FRAME_SPACING_MS, KEY_FRAME_SPACING_MS } from './codecs.ts';
import { KeyFrameSpacing } from './keyFrames.ts';

describe('KeyFrameSpacing', () => {
  it('ME26: a producer is asked at once, then not before the spacing is over; others are not affected', () => {
    let now = 1_000;
    const spacing = new KeyFrameSpacing(() => now);
    expect(spacing.waitFor('a')).toBe(0);
    spacing.asked('a');
    expect(spacing.waitFor('a')).toBe(KEY_FRAME_SPACING_MS);
    expect(spacing.waitFor('b')).toBe(0);
    now += KEY_FRAME_SPACING_MS - 1;
    expect(spacing.waitFor('a')).toBe(1);
    now += 1;
    expect(spacing.waitFor('a')).toBe(0);
    spacing.asked('a');
    spacing.forget('a');
    expect(spacing.waitFor('a')).toBe(0);
  });

  it('ME26: a request is forced once within 1.5 s of the one before, and never within the spacing', () => {
    let now = 1_000;
    const spacing = new KeyFrameSpacing(() => now);
    spacing.asked('a');
    expect(spacing.takeForced('a')).toBe(false);
    now += KEY_FRAME_SPACING_MS;
    expect(spacing.takeForced('a')).toBe(true);
    expect(spacing.waitFor('a')).toBe(KEY_FRAME_SPACING_MS);
    now += FORCED_KEY_FRAME_SPACING_MS - 1;
    expect(spacing.takeForced('a')).toBe(false);
    expect(spacing.takeForced('b')).toBe(true);
    now += 1;
    expect(spacing.takeForced('a')).toBe(true);
  });
});
