import {
  DiskFullError,
  type Bytes,
  type Change,
  type Disk,
  type KeyRange,
  type Row,
  type TableName,
} from '../ports.ts';

/** Whoever used the disk is dead: nothing they do from now on has an effect. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** A disk in memory that outlives whoever uses it, and on which the power can go between any two steps. */
export class MemoryDisk {
  readonly #rows = new Map<string, Row & { readonly table: TableName }>();
  /** How many steps are left before the power goes; a commit has one before and one after it. */
  #stepsLeft = Infinity;
  #life = 0;
  isFull = false;

  /** A connection that works until the next crash. */
  open(): Disk {
    const life = this.#life;
    const assertAlive = () => {
      if (life !== this.#life) throw new CrashError();
    };
    const step = async () => {
      // As a real disk, it answers later.
      await Promise.resolve();
      assertAlive();
      this.#stepsLeft -= 1;
      if (this.#stepsLeft >= 0) return;
      this.crash();
      throw new CrashError();
    };
    return {
      get: async (table, key) => (await step(), this.#rows.get(`${table} ${key}`)?.bytes ?? null),
      getAll: async (table, keys) => (await step(), this.#allOf(table, keys)),
      listAll: async (table, ranges) => (await step(), ranges.map((range) => this.#within(table, range))),
      keys: async (table, range) => (await step(), this.#within(table, range).map(({ key }) => key)),
      commit: async (changes) => {
        await step();
        // Whoever waits for the step goes on a little later: by then the power may have gone, and another disk be in its place.
        assertAlive();
        if (this.isFull) throw new DiskFullError('The disk is full');
        for (const change of changes) this.#apply(change);
        await step();
      },
      close: () => undefined,
    };
  }

  /** A look at it that takes no step. */
  peek(): Disk {
    return {
      get: async (table, key) => this.#rows.get(`${table} ${key}`)?.bytes ?? null,
      getAll: async (table, keys) => this.#allOf(table, keys),
      listAll: async (table, ranges) => ranges.map((range) => this.#within(table, range)),
      keys: async (table, range) => this.#within(table, range).map(({ key }) => key),
      commit: () => Promise.reject(new Error('This is only a look')),
      close: () => undefined,
    };
  }

  /** The power goes after so many steps. */
  dieAfter(steps: number): void {
    this.#stepsLeft = steps;
  }

  /** The power goes now. What was committed stays. */
  crash(): void {
    this.#life += 1;
    this.#stepsLeft = Infinity;
  }

  /** What is on the disk, to be put back later. */
  copy(): readonly [string, Row & { readonly table: TableName }][] {
    return [...this.#rows];
  }

  /** The power goes, and the disk is as it was when it was copied. */
  restore(copy: ReturnType<MemoryDisk['copy']>): void {
    this.crash();
    this.#rows.clear();
    for (const [key, row] of copy) this.#rows.set(key, row);
  }

  /** Every row, for tests that look what lies there. */
  rows(): readonly (Row & { readonly table: TableName })[] {
    return [...this.#rows.values()];
  }

  /** Puts bytes in a row's place behind everybody's back. */
  spoil(table: TableName, key: string, bytes: Bytes): void {
    this.#rows.set(`${table} ${key}`, { table, key, bytes });
  }

  #apply(change: Change): void {
    const { table, key } = change;
    if (change.kind === 'delete') this.#rows.delete(`${table} ${key}`);
    else this.#rows.set(`${table} ${key}`, { table, key, bytes: change.bytes });
  }

  #allOf(table: TableName, keys: readonly string[]): (Bytes | null)[] {
    return keys.map((key) => this.#rows.get(`${table} ${key}`)?.bytes ?? null);
  }

  #within(table: TableName, { from, to }: KeyRange): Row[] {
    return [...this.#rows.values()]
      .filter((row) => row.table === table && row.key >= from && row.key < to)
      .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  }
}
