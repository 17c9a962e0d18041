import { describe, expect, it } from 'vitest';
import type { RoundResult } from './runRound.ts';
import { SyncLoop } from './SyncLoop.ts';

const DONE: RoundResult = { isDone: true };
const AWAY: RoundResult = { isDone: false, problem: 'hubAway', again: true };
const SIGNED_OUT: RoundResult = { isDone: false, problem: 'signedOut', again: false };

function make({ random = 0.999_999, results = [] as RoundResult[] } = {}) {
  const clock = { now: 0 };
  let planned: { at: number; work: () => void } | null = null;
  const begun: number[] = [];
  const told: boolean[] = [];
  const waits: PromiseWithResolvers<boolean>[] = [];
  const loop = new SyncLoop({
    round: async (isBack) => {
      begun.push(clock.now);
      told.push(isBack);
      return results.shift() ?? DONE;
    },
    hasNews() {
      const wait = Promise.withResolvers<boolean>();
      waits.push(wait);
      return wait.promise;
    },
    timers: {
      now: () => clock.now,
      after(ms, work) {
        const one = { at: clock.now + ms, work };
        planned = one;
        return () => {
          if (planned === one) planned = null;
        };
      },
    },
    random: () => random,
  });
  return {
    loop,
    begun,
    /** Of each round, whether it was told that the network is back. */
    told,
    clock,
    /** How many wait at the hub. */
    listening: () => waits.length,
    /** What the hub answers to whoever waits. */
    async answer(answer: boolean | Error) {
      const [wait] = waits.splice(0);
      if (answer instanceof Error) wait?.reject(answer);
      else wait?.resolve(answer);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
    /** In how many milliseconds the next round begins; null where none is planned. */
    next: () => (planned === null ? null : Math.round(planned.at - clock.now)),
    /** Lets the time pass until then. */
    async pass() {
      const due = planned;
      if (due === null) throw new Error('Nothing is planned');
      planned = null;
      clock.now = due.at;
      due.work();
      await loop.settled();
    },
  };
}

describe('when rounds begin', () => {
  it('NB29 tries again later and later while the hub is away, and then as always', async () => {
    const { loop, next, pass } = make({ results: Array.from({ length: 10 }, () => AWAY) });
    await loop.now(true);
    const waits: (number | null)[] = [];
    for (let time = 0; time < 10; time += 1) {
      waits.push(next());
      await pass();
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000, 120_000]);
    expect(next()).toBe(15_000);
  });

  it('NB29 does not come back with everybody else', async () => {
    const { loop, next } = make({ random: 0, results: [AWAY] });
    await loop.now(true);
    expect(next()).toBe(500);
  });

  it('NB29 begins a round within 2 seconds of an edit, but no sooner after the last', async () => {
    const { loop, clock, next, pass } = make();
    await loop.now(true);
    clock.now += 500;
    loop.edited();
    loop.edited();
    expect(next()).toBe(1_500);
    await pass();
    clock.now += 10_000;
    loop.edited();
    expect(next()).toBe(0);
  });

  it('NB29 is not brought forward by typing while the hub is away, and is by the network’s return', async () => {
    const { loop, begun, told, next, pass } = make({ results: [AWAY, DONE] });
    await loop.now(true);
    loop.edited();
    expect(next()).toBe(1_000);
    await loop.now(true);
    expect(begun).toHaveLength(2);
    expect(next()).toBe(15_000);
    await pass();
    expect(told).toEqual([true, true, false]);
  });

  it('NB35 begins a round within 2 seconds of the last where the hub has news, and waits for more', async () => {
    const { loop, clock, next, pass, listening, answer } = make();
    await loop.now(true);
    expect(listening()).toBe(1);
    clock.now += 500;
    await answer(true);
    expect(next()).toBe(1_500);
    expect(listening()).toBe(0);
    await pass();
    expect(listening()).toBe(1);
    clock.now += 10_000;
    await answer(true);
    expect(next()).toBe(0);
  });

  it('NB36 begins rounds within half a second of the last while somebody else has the same note open', async () => {
    const { loop, clock, next, pass, answer } = make();
    await loop.now(true);
    loop.together(true);
    loop.edited();
    expect(next()).toBe(500);
    await pass();
    clock.now += 100;
    await answer(true);
    expect(next()).toBe(400);
    await pass();
    loop.together(false);
    loop.edited();
    expect(next()).toBe(2_000);
  });

  it('NB35 waits again where there was no news, once at a time, and not while the hub is away', async () => {
    const { loop, next, listening, answer } = make({ results: [DONE, DONE, AWAY, DONE] });
    await loop.now(true);
    await loop.now(true);
    expect(listening()).toBe(1);
    await answer(false);
    expect(listening()).toBe(1);
    await loop.now(true);
    await answer(new Error('no answer'));
    expect(listening()).toBe(0);
    expect(next()).toBe(1_000);
    await loop.now(true);
    expect(listening()).toBe(1);
  });

  it('NB29 waits long where trying does not help by itself, and ends when it is closed', async () => {
    const { loop, next } = make({ results: [SIGNED_OUT] });
    await loop.now(true);
    expect(next()).toBe(120_000);
    await loop.close();
    await loop.close();
    expect(next()).toBeNull();
    await loop.now(true);
    expect(next()).toBeNull();
  });
});
