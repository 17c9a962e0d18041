import type { HubClock } from './clock.ts';

type MonotonicClock = Pick<HubClock, 'monotonic'>;
type Armed = { readonly deadline: number; readonly dueAt: number; readonly timer: NodeJS.Timeout };

/** The longest that setTimeout can wait, in milliseconds. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/**
 * Wakes its owner when a deadline of the session comes due. How long to wait for each is worked out once, when it is set,
 * and measured on the monotonic clock from then on: a jump of the hub's clock changes nothing, nor does it put one before
 * the other (LI25).
 */
export class DeadlineTimer {
  readonly #clock: MonotonicClock;
  readonly #onDue: (deadline: number) => void;
  /** deadline → when it is due on the monotonic clock */
  #dueAt: ReadonlyMap<number, number> = new Map();
  #armed: Armed | null = null;

  constructor(clock: MonotonicClock, onDue: (deadline: number) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /**
   * Sets the deadlines, in milliseconds since the epoch. For one that was set before nothing changes.
   * @param now what time it is for whoever set the deadlines: the log's own time, from which a clock that was set back or
   *   forth has gone away
   */
  set(deadlines: readonly number[], now: number): void {
    const before = this.#dueAt;
    const origin = this.#clock.monotonic() - now;
    this.#dueAt = new Map(deadlines.map((deadline) => [deadline, before.get(deadline) ?? origin + deadline]));
    this.#arm();
  }

  /** Idempotent. */
  close(): void {
    this.#dueAt = new Map();
    this.#disarm();
  }

  #disarm(): void {
    if (this.#armed) clearTimeout(this.#armed.timer);
    this.#armed = null;
  }

  #arm(): void {
    const [first] = [...this.#dueAt].toSorted(([, a], [, b]) => a - b);
    if (!first) return this.#disarm();
    const [deadline, dueAt] = first;
    if (this.#armed?.deadline === deadline && this.#armed.dueAt === dueAt) return;
    this.#disarm();
    const leftMs = Math.min(MAX_WAIT_MS, Math.max(0, Math.ceil(dueAt - this.#clock.monotonic())));
    const timer = setTimeout(() => this.#wake(deadline, dueAt), leftMs);
    timer.unref();
    this.#armed = { deadline, dueAt, timer };
  }

  #wake(deadline: number, dueAt: number): void {
    this.#armed = null;
    // Timers may fire a little early.
    if (this.#clock.monotonic() >= dueAt) {
      this.#dueAt = new Map([...this.#dueAt].filter(([other]) => other !== deadline));
      this.#onDue(deadline);
    }
    this.#arm();
  }
}
