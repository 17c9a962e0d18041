import type { LiveClock } from '../../../renderer/live/clock.ts';

/** A client's clock that runs so many times faster: a minute without a line takes seconds. */
export function createSpeedyClock(speed: number): LiveClock {
  const startedAt = Date.now();
  const beganAt = performance.now();
  return {
    now: () => startedAt + (performance.now() - beganAt) * speed,
    after(ms, run) {
      const timer = setTimeout(run, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
