import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SilenceWatch } from './SilenceWatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Somebody from whom bytes come, and heartbeats, as long as neither is stopped: so many bytes a look. */
function somebody() {
  const state = { rtpBytesReceived: 10, grows: true, isQuiet: false, looks: 0 };
  const getStats = async () => {
    state.looks += 1;
    if (state.grows) state.rtpBytesReceived += 10;
    return [{ rtpBytesReceived: state.rtpBytesReceived }];
  };
  return { state, send: { transport: { getStats } } };
}

function watching(peers: ReturnType<typeof somebody>[]) {
  const changed = vi.fn<() => void>();
  const watch = new SilenceWatch({
    watched: () => peers,
    isQuiet: ({ state }) => state.isQuiet,
    changed,
    monotonic: () => Date.now(),
    logger: pino({ level: 'silent' }),
  });
  watch.begin();
  return { watch, changed };
}

test('ME7 nobody asks the worker while heartbeats come', async () => {
  const ana = somebody();
  ana.state.grows = false;
  const { watch, changed } = watching([ana]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ana.state.looks).toBe(0);
  expect(changed).not.toHaveBeenCalled();
  watch.close();
});

test('ME7 a quiet socket alone is not silence: something comes, or came between two looks', async () => {
  const ana = somebody();
  const { watch, changed } = watching([ana]);
  ana.state.isQuiet = true;
  await vi.advanceTimersByTimeAsync(5_000);
  ana.state.grows = false;
  ana.state.isQuiet = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(changed).not.toHaveBeenCalled();
  watch.close();
});

test('ME7 where nothing comes from a quiet line it is silent; the first packets after it are seen at once', async () => {
  const ana = somebody();
  const { watch, changed } = watching([ana]);
  await vi.advanceTimersByTimeAsync(2_000);
  ana.state.grows = false;
  ana.state.isQuiet = true;
  await vi.advanceTimersByTimeAsync(650);
  expect(watch.isSilent(ana)).toBe(true);
  expect(changed).toHaveBeenCalledTimes(1);

  // The socket may be back first.
  ana.state.isQuiet = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.isSilent(ana)).toBe(true);
  ana.state.grows = true;
  await vi.advanceTimersByTimeAsync(60);
  expect(watch.isSilent(ana)).toBe(false);
  expect(changed).toHaveBeenCalledTimes(2);
  watch.close();
});

test('ME7 who has not sent anything yet is not silent', async () => {
  const ana = somebody();
  Object.assign(ana.state, { rtpBytesReceived: 0, grows: false, isQuiet: true });
  const { watch, changed } = watching([ana]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(watch.isSilent(ana)).toBe(false);
  expect(changed).not.toHaveBeenCalled();
  watch.close();
});

test('ME7 a silent line among others takes no extra looks at them', async () => {
  const [ana, ben] = [somebody(), somebody()];
  const { watch } = watching([ana, ben]);
  Object.assign(ana.state, { grows: false, isQuiet: true });
  ben.state.isQuiet = true;
  await vi.advanceTimersByTimeAsync(2_000);
  const before = ben.state.looks;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ben.state.looks - before).toBeLessThanOrEqual(3);
  watch.close();
});
