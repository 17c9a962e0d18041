import type { HubClock } from './clock.ts';

type MonotonicClock = Pick<HubClock, 'monotonic'>;

/** The longest that setTimeout can wait, in milliseconds. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/**
 * Wakes its owner when a deadline of the session comes due. How long to wait is worked out once, when the deadline is
 * set, and measured on the monotonic clock from then on: a jump of the hub's clock changes nothing (LI25).
 */
export class DeadlineTimer {
  readonly #clock: MonotonicClock;
  readonly #onDue: (deadline: number) => void;
  #armed: { readonly deadline: number; readonly timer: NodeJS.Timeout } | null = null;

  constructor(clock: MonotonicClock, onDue: (deadline: number) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /**
   * Sets the deadline, in milliseconds since the epoch, or none. The same deadline again changes nothing.
   * @param now what time it is for whoever set the deadline: the log's own time, from which a clock that was set back or
   *   forth has gone away
   */
  set(deadline: number | null, now: number): void {
    if (this.#armed?.deadline === deadline) return;
    this.close();
    if (deadline !== null) this.#wait(deadline, this.#clock.monotonic() + (deadline - now));
  }

  /** Idempotent. */
  close(): void {
    if (this.#armed) clearTimeout(this.#armed.timer);
    this.#armed = null;
  }

  #wait(deadline: number, dueAt: number): void {
    const leftMs = Math.min(MAX_WAIT_MS, Math.max(0, Math.ceil(dueAt - this.#clock.monotonic())));
    const timer = setTimeout(() => {
      // Timers may fire a little early.
      if (this.#clock.monotonic() < dueAt) return this.#wait(deadline, dueAt);
      this.#armed = null;
      this.#onDue(deadline);
    }, leftMs);
    timer.unref();
    this.#armed = { deadline, timer };
  }
}
