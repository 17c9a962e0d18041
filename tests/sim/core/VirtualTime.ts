/**
 * How many tasks run in one round of Node's event loop. Promises settle between any two immediates of a round, and a
 * round costs more than most tasks.
 */
const TURNS_PER_LOOP = 16;

type Task = { readonly at: number; readonly order: number; run: (() => void) | null };

/**
 * Time that passes only when everything due has been done: a queue of tasks, earliest first. Between two of them every
 * promise that can settle does, so that a run is the same each time (SI1).
 */
export class VirtualTime {
  readonly #heap: Task[] = [];
  #now = 0;
  #order = 0;
  #ran = 0;

  /** Milliseconds since the beginning of the world. Never jumps. */
  get now(): number {
    return this.#now;
  }

  /** How many tasks have run. */
  get ran(): number {
    return this.#ran;
  }

  /** Runs `run` once after `ms` milliseconds. The returned function calls it off. */
  after(ms: number, run: () => void): () => void {
    const task: Task = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
    this.#push(task);
    return () => {
      task.run = null;
    };
  }

  /** Lets everything happen that is due until then. Rejects with what a task throws. */
  async runUntil(at: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      let isOver = false;
      let left = 0;
      const queueTurns = (): void => {
        left = TURNS_PER_LOOP;
        for (let count = 0; count < TURNS_PER_LOOP; count += 1) setImmediate(turn);
      };
      const turn = (): void => {
        if (isOver) return;
        const run = this.#nextUntil(at);
        if (!run) {
          this.#now = Math.max(this.#now, at);
          isOver = true;
          resolve();
          return;
        }
        this.#ran += 1;
        try {
          run();
        } catch (error) {
          isOver = true;
          reject(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        left -= 1;
        if (left === 0) queueTurns();
      };
      queueTurns();
    });
  }

  #nextUntil(at: number): (() => void) | null {
    for (let first = this.#heap[0]; first && first.at <= at; first = this.#heap[0]) {
      this.#pop();
      if (!first.run) continue;
      this.#now = first.at;
      return first.run;
    }
    return null;
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(task);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || isBefore(parent, task)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = task;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!child || isBefore(last, child)) break;
      heap[index] = child;
      index = 2 * index + (isRight ? 2 : 1);
    }
    heap[index] = last;
  }
}

function isBefore(a: Task, b: Task): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
