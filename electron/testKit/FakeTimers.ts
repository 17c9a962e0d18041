import type { Timers } from '../hub/hubSupervisor.ts';

/** A clock that stands still until it is told to go on. */
export class FakeTimers implements Timers {
  #nowMs = 0;
  readonly #due = new Map<object, { at: number; callback: () => void }>();

  readonly now = (): number => this.#nowMs;
  readonly after = (ms: number, callback: () => void): (() => void) => {
    const key = {};
    this.#due.set(key, { at: this.#nowMs + ms, callback });
    return () => {
      this.#due.delete(key);
    };
  };
  get count(): number {
    return this.#due.size;
  }
  pass(ms: number): void {
    this.#nowMs += ms;
    for (const [key, { at, callback }] of this.#due) {
      if (at <= this.#nowMs && this.#due.delete(key)) callback();
    }
  }
}
