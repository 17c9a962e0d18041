import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeClock } from '../testKit/fakeClock.ts';
import { createFrameWatch } from './frameWatch.ts';

let clock = createFakeClock();
let frameAt: number | null = null;
const requestKeyFrame = vi.fn<() => void>();

beforeEach(() => {
  clock = createFakeClock();
  frameAt = null;
  requestKeyFrame.mockClear();
});

describe('the key-frame watch', () => {
  const watching = () => createFrameWatch({ clock, readFrameAt: () => frameAt, requestKeyFrame });

  test('CL54 asks for nothing where a frame comes within 300 ms', async () => {
    watching().start();
    await clock.advance(150);
    frameAt = 7;
    await clock.advance(5_000);
    expect(requestKeyFrame).not.toHaveBeenCalled();
    expect(clock.waiting).toBe(0);
  });

  test('CL57 after a loss it asks at once, and then as ever', async () => {
    watching().start(true);
    await clock.advance(100);
    expect(requestKeyFrame).toHaveBeenCalledTimes(1);
    await clock.advance(800);
    expect(requestKeyFrame).toHaveBeenCalledTimes(2);
    frameAt = 7;
    await clock.advance(20_000);
    expect(requestKeyFrame).toHaveBeenCalledTimes(2);
  });

  test('CL54 asks after 300 ms, then with growing gaps, five times at most', async () => {
    const startedAt = clock.now();
    const askedAt: number[] = [];
    requestKeyFrame.mockImplementation(() => void askedAt.push(clock.now() - startedAt));
    watching().start();
    await clock.advance(20_000);
    expect(askedAt).toHaveLength(5);
    [300, 700, 1_500, 2_800, 4_900].forEach((at, index) => {
      expect(askedAt[index]).toBeGreaterThanOrEqual(at);
      expect(askedAt[index]).toBeLessThan(at + 250);
    });
    expect(clock.waiting).toBe(0);
  });

  test('CL54 a frame from before the resume does not count', async () => {
    frameAt = 41;
    watching().start();
    await clock.advance(330);
    expect(requestKeyFrame).toHaveBeenCalledTimes(1);
    frameAt = 42;
    await clock.advance(5_000);
    expect(requestKeyFrame).toHaveBeenCalledTimes(1);
    expect(clock.waiting).toBe(0);
  });

  test('CL54 stops where the consumer is paused, and begins anew', async () => {
    const watch = watching();
    watch.start();
    await clock.advance(200);
    watch.stop();
    await clock.advance(1_000);
    expect(requestKeyFrame).not.toHaveBeenCalled();
    watch.start();
    await clock.advance(290);
    expect(requestKeyFrame).not.toHaveBeenCalled();
    await clock.advance(50);
    expect(requestKeyFrame).toHaveBeenCalledTimes(1);
  });
});
