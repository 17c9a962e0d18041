import type { LiveClock } from '../clock.ts';

/** A clock that a test moves by hand. */
export type FakeClock = LiveClock & {
  /** Runs what comes due within `ms`, in order, letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  readonly waiting: number;
};

/** Lets everything that is due now in promises happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(null);
    });
  }
}

export function createFakeClock(startAt = 1_000_000): FakeClock {
  let now = startAt;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    get waiting() {
      return timers.length;
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.run();
        await settle();
      }
      now = until;
    },
  };
}
