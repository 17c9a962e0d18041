import type { HubClock } from './clock.ts';

/** The longest that setTimeout can wait, in milliseconds. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/**
 * Wakes its owner when a deadline of the session comes due. How long to wait is worked out once, when the deadline is
 * set, and measured on the monotonic clock from then on: a jump of the hub's clock changes nothing (LI25).
 */
export class DeadlineTimer {
  readonly #clock: HubClock;
  readonly #onDue: (deadline: number) => void;
  #armed: { readonly deadline: number; readonly timer: NodeJS.Timeout } | null = null;

  constructor(clock: HubClock, onDue: (deadline: number) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Sets the deadline, in milliseconds since the epoch, or none. The same deadline again changes nothing. */
  set(deadline: number | null): void {
    if (this.#armed?.deadline === deadline) return;
    this.close();
    if (deadline !== null) this.#wait(deadline, this.#clock.monotonic() + (deadline - this.#clock.now()));
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
