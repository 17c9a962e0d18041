import { describe, expect, it, vi } from 'vitest';
import { DeadlineTimer } from './DeadlineTimer.ts';

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
    test.timer.set(deadline);
    test.jumpBy(3_600_000);
    test.timer.set(deadline);
    vi.advanceTimersByTime(4_999);
    expect(test.due).toEqual([]);
    test.jumpBy(-7_200_000);
    vi.advanceTimersByTime(1);
    expect(test.due).toEqual([deadline]);
  });

  it('LI25: a new deadline replaces the old one, and none stops it', () => {
    using test = setup();
    test.timer.set(test.now() + 1_000);
    const later = test.now() + 3_000;
    test.timer.set(later);
    vi.advanceTimersByTime(2_999);
    expect(test.due).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(test.due).toEqual([later]);
    test.timer.set(test.now() + 1_000);
    test.timer.set(null);
    vi.advanceTimersByTime(10_000);
    expect(test.due).toEqual([later]);
  });

  it('LI25: waits longer than a timer of the platform can', () => {
    using test = setup();
    const far = test.now() + 40 * 86_400_000;
    test.timer.set(far);
    vi.advanceTimersByTime(39 * 86_400_000);
    expect(test.due).toEqual([]);
    vi.advanceTimersByTime(86_400_000);
    expect(test.due).toEqual([far]);
  });
});
