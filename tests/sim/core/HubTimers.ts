import type { VirtualTime } from './VirtualTime.ts';

/**
 * The hub's timers on virtual time. The hub waits with Node's own `setTimeout` and `setInterval`, so a run puts these in its place and
 * takes them out again; clients have a clock handed in and do not come here. What a killed hub waited for is forgotten.
 */
export class HubTimers {
  readonly #time: VirtualTime;
  readonly #waiting = new Set<Timer>();
  readonly #repeated = new Set<Timer>();

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** Puts them in place of the process's own until the returned function is called. One world at a time. */
  install(): () => void {
    const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
    put('setTimeout', (run: () => void, ms?: number) => this.#set(run, ms ?? 0));
    put('setInterval', (run: () => void, ms: number) => this.#repeat(run, ms));
    const clear = (timer: unknown): void => {
      if (timer instanceof Timer) this.#clear(timer);
    };
    put('clearTimeout', clear);
    put('clearInterval', clear);
    return () => {
      put('setTimeout', setTimeout);
      put('clearTimeout', clearTimeout);
      put('setInterval', setInterval);
      put('clearInterval', clearInterval);
    };
  }

  /** How many wait to fire once: what the hub does time and again, it does as long as it lives. */
  get count(): number {
    return this.#waiting.size - this.#repeated.size;
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

  #repeat(run: () => void, ms: number): Timer {
    const timer = new Timer();
    this.#waiting.add(timer);
    this.#repeated.add(timer);
    const beat = (): void => {
      timer.callOff = this.#time.after(ms, beat);
      run();
    };
    timer.callOff = this.#time.after(ms, beat);
    return timer;
  }

  #clear(timer: Timer): void {
    timer.callOff();
    this.#waiting.delete(timer);
    this.#repeated.delete(timer);
  }
}

/** What the hub uses of Node's timers. */
class Timer {
  callOff = (): void => undefined;
  unref(): this {
    return this;
  }
}

function put(name: 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval', value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
