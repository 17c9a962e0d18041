import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Watch } from '../core/Watch.ts';

/** How far a return may lie from when it is due, in milliseconds: what waits before it in the hub's queue. */
const TOLERANCE_MS = 1_000;

/** When rooms are over by the time that the log itself tells, on virtual time: no wall clock comes into it (SI22). */
export class Returns {
  readonly #time: VirtualTime;
  readonly #watch: Watch;
  #deadline: number | null = null;
  #dueAt: number | null = null;

  constructor(time: VirtualTime, watch: Watch) {
    this.#time = time;
    this.#watch = watch;
  }

  /** When everyone is due back, by virtual time; null where they are not, or nobody can tell. */
  get dueAt(): number | null {
    return this.#dueAt;
  }

  /** @param isPrompt whether the disk has always been well, so that what is written is written at once */
  onWritten({ at, by, event }: LoggedEvent, { breakouts }: SessionState, isPrompt: boolean): void {
    const isEarly = this.#dueAt !== null && this.#time.now < this.#dueAt - TOLERANCE_MS;
    if (event.type === 'roomsClosed' && by === 'hub' && isPrompt && isEarly)
      this.#watch.fail('SI22', `the rooms are over ${(this.#dueAt ?? 0) - this.#time.now} ms too soon`);
    const deadline =
      breakouts.stage === 'open'
        ? Math.min(breakouts.endsAt ?? Infinity, breakouts.recallEndsAt ?? Infinity)
        : Infinity;
    if (deadline === this.#deadline) return;
    this.#deadline = deadline;
    this.#dueAt = deadline === Infinity ? null : this.#time.now + deadline - at;
  }

  /** A hub that starts anew can only go by the wall clock, which may have been set. */
  hubGone(): void {
    this.#dueAt = null;
  }

  /** Whether rooms are open that should be over. */
  checkNow(): void {
    if (this.#dueAt !== null && this.#time.now > this.#dueAt + TOLERANCE_MS)
      this.#watch.fail('SI22', `the rooms are open ${Math.round(this.#time.now - this.#dueAt)} ms too long`);
  }
}
