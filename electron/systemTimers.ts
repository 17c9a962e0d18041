import type { Timers } from './hub/hubSupervisor.ts';

/** The real clock. */
export const systemTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  },
  now: () => Date.now(),
};
