import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FloodWatch } from './FloodWatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Somebody who sends so many bits a second. */
function somebody(bitrate: number) {
  const state = { bitrate, bytes: 0, at: Date.now() };
  const getStats = async () => {
    state.bytes += (state.bitrate / 8 / 1_000) * (Date.now() - state.at);
    state.at = Date.now();
    return [{ rtpBytesReceived: state.bytes }];
  };
  return { state, send: { transport: { getStats } } };
}

function watching(peers: ReturnType<typeof somebody>[]) {
  const changed = vi.fn<() => void>();
  const watch = new FloodWatch({
    watched: () => peers,
    changed,
    monotonic: () => Date.now(),
    logger: pino({ level: 'silent' }),
  });
  watch.begin();
  return { watch, changed };
}

test('ME17 who sends twice what a participant may is noticed, and let go once it is over', async () => {
  const [ana, ben] = [somebody(3_000_000), somebody(3_000_000)];
  const { watch, changed } = watching([ana, ben]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(changed).not.toHaveBeenCalled();
  ana.state.bitrate = 20_000_000;
  await vi.advanceTimersByTimeAsync(4_000);
  expect([watch.isFlooding(ana), watch.isFlooding(ben)]).toEqual([true, false]);
  expect(changed).toHaveBeenCalledTimes(1);
  ana.state.bitrate = 3_000_000;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(watch.isFlooding(ana)).toBe(false);
  expect(changed).toHaveBeenCalledTimes(2);
  watch.close();
});

test('ME17 a browser that tries out a line for a moment is no flood', async () => {
  const ana = somebody(6_000_000);
  const { watch, changed } = watching([ana]);
  await vi.advanceTimersByTimeAsync(4_000);
  ana.state.bitrate = 18_000_000;
  await vi.advanceTimersByTimeAsync(500);
  ana.state.bitrate = 6_000_000;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(changed).not.toHaveBeenCalled();
  watch.close();
});

test('ME17 nobody is looked at any more once nobody sends, or it is closed', async () => {
  const ana = somebody(20_000_000);
  const peers = [ana];
  const { watch } = watching(peers);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(watch.isFlooding(ana)).toBe(true);
  peers.length = 0;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(watch.isFlooding(ana)).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  peers.push(ana);
  watch.begin();
  watch.close();
  watch.begin();
  expect(vi.getTimerCount()).toBe(0);
});
