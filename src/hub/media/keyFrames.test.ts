import { describe, expect, it } from 'vitest';
import { KEY_FRAME_SPACING_MS } from './codecs.ts';
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
});
