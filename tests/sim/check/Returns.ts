import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Watch } from '../core/Watch.ts';

/** How far a return may lie from when it is due, in milliseconds: what waits before it in the hub's queue. */
const TOLERANCE_MS = 1_000;
/** session.md, SE53. */
const WARNING_MS = 30_000;

/** When rooms are over by the time that the log itself tells, on virtual time: no wall clock comes into it (SI22). */
export class Returns {
  readonly #time: VirtualTime;
  readonly #watch: Watch;
  #deadline: number | null = null;
  #dueAt: number | null = null;
  #isRecalling = false;
  /** What is wrong with the rooms' closing, unless the whole session ends with it. */
  #objection: string | null = null;

  constructor(time: VirtualTime, watch: Watch) {
    this.#time = time;
    this.#watch = watch;
  }

  /** When everyone is due back, by virtual time; null where they are not, or nobody can tell. */
  get dueAt(): number | null {
    return this.#dueAt;
  }

  /**
   * @param now what time it is for whoever writes: later than the event's own where no host has the session yet, and what
   *   is found out late is stamped with when it was
   * @param isPrompt whether the disk has always been well, so that what is written is written at once
   */
  onWritten(logged: LoggedEvent, { breakouts }: SessionState, now: number, isPrompt: boolean): void {
    const { by, event } = logged;
    if (this.#objection !== null && event.type !== 'sessionEnded') this.#watch.fail('SI22', this.#objection);
    this.#objection = null;
    if (by === 'hub') this.#checkWarning(logged);
    const isEarly = this.#dueAt !== null && this.#time.now < this.#dueAt - TOLERANCE_MS;
    if (event.type === 'roomsClosed' && by === 'hub' && isPrompt && isEarly)
      this.#objection = `the rooms are over ${(this.#dueAt ?? 0) - this.#time.now} ms too soon`;
    const isOpen = breakouts.stage === 'open';
    // A recall has the last word over the timer (SE54).
    const deadline = isOpen ? (breakouts.recallEndsAt ?? breakouts.endsAt ?? Infinity) : Infinity;
    this.#isRecalling = isOpen && breakouts.recallEndsAt !== null;
    if (deadline === this.#deadline) return;
    this.#deadline = deadline;
    this.#dueAt = deadline === Infinity ? null : this.#time.now + deadline - now;
  }

  /** A hub that starts anew can only go by the wall clock, which may have been set. */
  hubGone(): void {
    this.#dueAt = null;
  }

  /** A timer that runs out is announced, and everybody has the whole time of the warning (SE53). */
  #checkWarning({ at, event }: LoggedEvent): void {
    if (event.type === 'recallStarted' && event.endsAt - at < WARNING_MS)
      this.#watch.fail('SI22', `a warning of ${event.endsAt - at} ms only`);
    const hasTimer = this.#deadline !== null && this.#deadline !== Infinity;
    if (event.type === 'roomsClosed' && hasTimer && !this.#isRecalling)
      this.#objection = 'the rooms close without a warning';
  }

  /** Whether rooms are open that should be over. */
  checkNow(): void {
    if (this.#dueAt !== null && this.#time.now > this.#dueAt + TOLERANCE_MS)
      this.#watch.fail('SI22', `the rooms are open ${Math.round(this.#time.now - this.#dueAt)} ms too long`);
  }
}
