/** The hub's two clocks, handed in so that tests can turn them. */
export type HubClock = {
  /** What events are stamped with: milliseconds since the Unix epoch. May jump. */
  now(): number;
  /** For waiting: milliseconds that never jump and never run backwards. */
  monotonic(): number;
};

export const systemClock: HubClock = { now: () => Date.now(), monotonic: () => performance.now() };
