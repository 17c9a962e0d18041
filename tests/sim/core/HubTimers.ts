import type { VirtualTime } from './VirtualTime.ts';

/**
 * The hub's timers on virtual time. The hub waits with Node's own `setTimeout`, so a run puts these in its place and
 * takes them out again; clients have a clock handed in and do not come here. What a killed hub waited for is forgotten.
 */
export class HubTimers {
  readonly #time: VirtualTime;
  readonly #waiting = new Set<Timer>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** Puts them in place of the process's own until the returned function is called. One world at a time. */
  install(): () => void {
    const own = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
    put('setTimeout', (run: () => void, ms?: number) => this.#set(run, ms ?? 0));
    put('clearTimeout', (timer: unknown) => {
      if (timer instanceof Timer) this.#clear(timer);
    });
    return () => {
      put('setTimeout', own.setTimeout);
      put('clearTimeout', own.clearTimeout);
    };
  }

  /** How many wait. */
  get count(): number {
    return this.#waiting.size;
  }

  /** The process is gone, and with it whatever it waited for. */
  dropAll(): void {
    for (const timer of this.#waiting) this.#clear(timer);
  }

  #set(run: () => void, ms: number): Timer {
    const timer = new Timer();
    this.#waiting.add(timer);
    // Node never fires sooner than after a millisecond.
    timer.callOff = this.#time.after(Math.max(1, ms), () => {
      this.#waiting.delete(timer);
      run();
    });
    return timer;
  }

  #clear(timer: Timer): void {
    timer.callOff();
    this.#waiting.delete(timer);
  }
}

/** What the hub uses of Node's timers. */
class Timer {
  callOff = (): void => undefined;
  unref(): this {
    return this;
  }
}

function put(name: 'setTimeout' | 'clearTimeout', value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
