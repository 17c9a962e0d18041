import type { Deadline } from '../../domain/session/deadline.ts';
import type { HubClock } from './clock.ts';

type MonotonicClock = Pick<HubClock, 'monotonic'>;
/** A deadline, and when it is due on the monotonic clock. */
type Waiting = { readonly deadline: Deadline; readonly dueAt: number };

/** The longest that setTimeout can wait, in milliseconds. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/**
 * Wakes its owner when a deadline of the session comes due. How long to wait for each is worked out once, when it is set,
 * and measured on the monotonic clock from then on: a jump of the hub's clock changes nothing, nor does it put one before
 * another, or in another's place (LI25).
 */
export class DeadlineTimer {
  readonly #clock: MonotonicClock;
  readonly #onDue: (at: number) => void;
  #waiting: readonly Waiting[] = [];
  #armed: { readonly first: Waiting; readonly timer: NodeJS.Timeout } | null = null;

  constructor(clock: MonotonicClock, onDue: (at: number) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /**
   * Sets what is waited for. For a deadline that was set before nothing changes.
   * @param now what time it is for whoever set the deadlines: the log's own time, from which a clock that was set back or
   *   forth has gone away
   */
  set(deadlines: readonly Deadline[], now: number): void {
    const origin = this.#clock.monotonic() - now;
    this.#waiting = deadlines.map(
      (deadline) =>
        this.#waiting.find((before) => isSame(before.deadline, deadline)) ?? {
          deadline,
          dueAt: origin + deadline.at,
        },
    );
    this.#arm();
  }

  /** Idempotent. */
  close(): void {
    this.#waiting = [];
    this.#disarm();
  }

  #disarm(): void {
    if (this.#armed) clearTimeout(this.#armed.timer);
    this.#armed = null;
  }

  #arm(): void {
    const [first] = this.#waiting.toSorted((a, b) => a.dueAt - b.dueAt);
    if (!first) return this.#disarm();
    if (this.#armed?.first === first) return;
    this.#disarm();
    const leftMs = Math.min(MAX_WAIT_MS, Math.max(0, Math.ceil(first.dueAt - this.#clock.monotonic())));
    const timer = setTimeout(() => this.#wake(first), leftMs);
    timer.unref();
    this.#armed = { first, timer };
  }

  #wake(first: Waiting): void {
    this.#armed = null;
    // Timers may fire a little early.
    if (this.#clock.monotonic() >= first.dueAt) {
      this.#waiting = this.#waiting.filter((waiting) => waiting !== first);
      this.#onDue(first.deadline.at);
    }
    this.#arm();
  }
}

function isSame(a: Deadline, b: Deadline): boolean {
  return a.of === b.of && a.at === b.at;
}
