import { expect, it, vi } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { ASK_AGAIN_MS, ASK_EVERY_MS, createHubWatch } from './hubWatch.ts';

it('CO73 knows whether the hub can save, asks nothing behind the lock, and keeps what is known where there is no answer', async () => {
  vi.useFakeTimers();
  const hub = { canSave: true, isThere: true, asked: 0, isLocked: false };
  const hubStanding = async () => {
    hub.asked += 1;
    if (!hub.isThere) throw new CirclewellError('unavailable', 'no answer');
    return { canSave: hub.canSave };
  };
  const watch = createHubWatch({
    api: { hubStanding },
    mayAsk: () => !hub.isLocked,
    timers: { set: (run, ms) => window.setTimeout(run, ms), clear: (timer) => window.clearTimeout(timer) },
  });
  const seen = async () => {
    await vi.advanceTimersByTimeAsync(ASK_EVERY_MS);
    return watch.store.getState().canSave;
  };
  expect(await seen()).toBe(true);
  hub.canSave = false;
  expect(await seen()).toBe(false);
  hub.isThere = false;
  expect(await seen()).toBe(false);
  Object.assign(hub, { isThere: true, canSave: true, isLocked: true });
  expect(await seen()).toBe(false);
  expect(hub.asked).toBe(3);
  hub.isLocked = false;
  expect(await seen()).toBe(true);
  watch.close();
  await seen();
  expect(hub.asked).toBe(4);
  vi.useRealTimers();
});

it('NB63 knows that the hub is away from whoever asks first, asks more often then, and tells when it is back', async () => {
  vi.useFakeTimers();
  const hub = { isThere: true, asked: 0 };
  const watch = createHubWatch({
    api: {
      async hubStanding() {
        hub.asked += 1;
        if (!hub.isThere) throw new CirclewellError('unavailable', 'no answer');
        return { canSave: true };
      },
    },
    mayAsk: () => true,
    timers: { set: (run, ms) => window.setTimeout(run, ms), clear: (timer) => window.clearTimeout(timer) },
  });
  const isAway = () => watch.store.getState().isAway;
  hub.isThere = false;
  watch.answered(false);
  expect(isAway()).toBe(true);
  await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS);
  expect([hub.asked, isAway()]).toEqual([1, true]);
  hub.isThere = true;
  await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS);
  expect([hub.asked, isAway()]).toEqual([2, false]);
  await vi.advanceTimersByTimeAsync(ASK_AGAIN_MS);
  expect(hub.asked).toBe(2);
  hub.isThere = false;
  await watch.askNow();
  expect([hub.asked, isAway()]).toEqual([3, true]);
  watch.close();
  vi.useRealTimers();
});
