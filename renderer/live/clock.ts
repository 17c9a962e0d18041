/** Time as the live client uses it, handed in so that tests wait for nothing. */
export type LiveClock = {
  /** Milliseconds since the Unix epoch, on this machine. */
  now(): number;
  /** Runs `run` once after `ms` milliseconds. The returned function calls it off; calling that late is harmless. */
  after(ms: number, run: () => void): () => void;
};

/** The browser's clock and timers. */
export function createSystemClock(now: () => number = () => Date.now()): LiveClock {
  return {
    now,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
