import { evolve } from '../../../src/domain/session/evolve.ts';
import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';

/** The whole state after each event of the log, as the domain makes it. */
export class States {
  #states: SessionState[] = [];

  add(event: LoggedEvent): void {
    this.#states.push(evolve(this.#states.at(-1) ?? null, event));
  }

  /** A crash took back what came after. */
  takeBack(toSeq: number): void {
    this.#states = this.#states.slice(0, toSeq);
  }

  /** Null before the first event, and for a number that the log has not reached. */
  at(seq: number): SessionState | null {
    return this.#states[seq - 1] ?? null;
  }

  get last(): SessionState | null {
    return this.#states.at(-1) ?? null;
  }
}
