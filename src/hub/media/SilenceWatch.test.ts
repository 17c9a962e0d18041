import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SilenceWatch } from './SilenceWatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Somebody from whom something comes as long as it is not stopped: so many bytes a look. */
function somebody() {
  const state = { rtpBytesReceived: 0, grows: true };
  const getStats = async () => {
    if (state.grows) state.rtpBytesReceived += 10;
    return [{ rtpBytesReceived: state.rtpBytesReceived }];
  };
  return { state, send: { transport: { getStats } } };
}

function watching(peers: ReturnType<typeof somebody>[]) {
  const changed = vi.fn<() => void>();
  const watch = new SilenceWatch({
    watched: () => peers,
    changed,
    monotonic: () => Date.now(),
    logger: pino({ level: 'silent' }),
  });
  watch.begin();
  return { watch, changed };
}

test('ME7 one still look is not silence, two are; the first packets after it are seen at once', async () => {
  const ana = somebody();
  const { watch, changed } = watching([ana]);
  await vi.advanceTimersByTimeAsync(2_000);
  ana.state.grows = false;
  await vi.advanceTimersByTimeAsync(500);
  ana.state.grows = true;
  await vi.advanceTimersByTimeAsync(1_300);
  expect(changed).not.toHaveBeenCalled();

  ana.state.grows = false;
  await vi.advanceTimersByTimeAsync(1_300);
  expect(watch.isSilent(ana)).toBe(true);
  expect(changed).toHaveBeenCalledTimes(1);

  ana.state.grows = true;
  await vi.advanceTimersByTimeAsync(60);
  expect(watch.isSilent(ana)).toBe(false);
  expect(changed).toHaveBeenCalledTimes(2);
  watch.close();
});

test('ME7 who has not sent anything yet is not silent', async () => {
  const ana = somebody();
  ana.state.grows = false;
  const { watch, changed } = watching([ana]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(watch.isSilent(ana)).toBe(false);
  expect(changed).not.toHaveBeenCalled();
  watch.close();
});

test('ME7 a silent line among others takes no extra looks at them', async () => {
  const [ana, ben] = [somebody(), somebody()];
  const { watch } = watching([ana, ben]);
  await vi.advanceTimersByTimeAsync(2_000);
  ana.state.grows = false;
  await vi.advanceTimersByTimeAsync(1_500);
  const before = ben.state.rtpBytesReceived;
  await vi.advanceTimersByTimeAsync(1_000);
  expect((ben.state.rtpBytesReceived - before) / 10).toBeLessThanOrEqual(2);
  watch.close();
});
