import { describe, expect, it, vi } from 'vitest';
import { DeadlineTimer } from './DeadlineTimer.ts';

const end = (at: number, of = 'return') => ({ of, at });

describe('DeadlineTimer', () => {
  function setup() {
    vi.useFakeTimers();
    let jump = 0;
    const started = Date.now();
    // Vitest's fake Date moves with its timers, and stands for the monotonic clock here.
    const clock = { now: () => Date.now() + jump, monotonic: () => Date.now() - started };
    const due: number[] = [];
    const timer = new DeadlineTimer(clock, (deadline) => due.push(deadline));
    return {
      timer,
      due,
      now: () => clock.now(),
      jumpBy: (ms: number) => {
        jump += ms;
      },
      [Symbol.dispose]: () => vi.useRealTimers(),
    };
  }

  it('LI25: is due after the time that was left when it was set, whatever the clock does meanwhile', () => {
    using test = setup();
    const deadline = test.now() + 5_000;
    test.timer.set([end(deadline)], test.now());
    test.jumpBy(3_600_000);
    test.timer.set([end(deadline)], test.now());
    vi.advanceTimersByTime(4_999);
    expect(test.due).toEqual([]);
    test.jumpBy(-7_200_000);
    vi.advanceTimersByTime(1);
    expect(test.due).toEqual([deadline]);
  });

  it('LI25: a new deadline replaces the old one, and none stops it', () => {
    using test = setup();
    test.timer.set([end(test.now() + 1_000)], test.now());
    const later = test.now() + 3_000;
    test.timer.set([end(later)], test.now());
    vi.advanceTimersByTime(2_999);
    expect(test.due).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(test.due).toEqual([later]);
    test.timer.set([end(test.now() + 1_000)], test.now());
    test.timer.set([], test.now());
    vi.advanceTimersByTime(10_000);
    expect(test.due).toEqual([later]);
  });

  it('LI25: waits for each deadline by itself, whichever was set by a clock that has gone', () => {
    using test = setup();
    const early = test.now() + 600_000;
    test.timer.set([end(early)], test.now());
    test.jumpBy(3_600_000);
    const late = test.now() + 60_000;
    test.timer.set([end(early), end(late)], test.now());
    vi.advanceTimersByTime(60_000);
    expect(test.due).toEqual([late]);
    vi.advanceTimersByTime(540_000);
    expect(test.due).toEqual([late, early]);
  });

  it('LI25: takes an end for no other that a log whose time stood still set for the same instant', () => {
    using test = setup();
    const logged = test.now();
    test.timer.set([end(logged + 30_000, 'warning')], logged);
    vi.advanceTimersByTime(29_000);
    test.timer.set([end(logged + 30_000, 'return')], logged);
    vi.advanceTimersByTime(29_999);
    expect(test.due).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(test.due).toEqual([logged + 30_000]);
  });

  it('LI25: waits longer than a timer of the platform can', () => {
    using test = setup();
    const far = test.now() + 40 * 86_400_000;
    test.timer.set([end(far)], test.now());
    vi.advanceTimersByTime(39 * 86_400_000);
    expect(test.due).toEqual([]);
    vi.advanceTimersByTime(86_400_000);
    expect(test.due).toEqual([far]);
  });

  it('LI25: goes by the time of the log that set the deadline, not by a clock that was set since', () => {
    using test = setup();
    const logged = test.now();
    test.jumpBy(-3_600_000);
    test.timer.set([end(logged + 30_000)], logged);
    vi.advanceTimersByTime(30_000);
    expect(test.due).toEqual([logged + 30_000]);
  });
});
