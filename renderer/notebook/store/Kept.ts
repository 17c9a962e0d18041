import { z } from 'zod';
import type { Disk } from '../ports.ts';
import { EVERYTHING } from './keys.ts';
import { Queue } from './Queue.ts';

/** How long what was read from the hub is kept, in milliseconds: a month of sessions and rosters. */
const KEPT_MS = 31 * 24 * 3600_000;

/** A text with the time at which it was kept, in milliseconds since the Unix epoch by this machine; shown only (NB28). */
const keptSchema = z.strictObject({ at: z.number(), text: z.string() });
export type KeptText = z.infer<typeof keptSchema>;

/** A row of the table of what is kept, opened. */
export type KeptRow = Uint8Array;

export function keptTextIn(row: KeptRow): KeptText {
  return keptSchema.parse(JSON.parse(new TextDecoder().decode(row)));
}

/** What the console has read from the hub, for when it does not answer (NB61). */
export class Kept {
  readonly #disk: Disk;
  readonly #now: () => number;
  readonly #queue = new Queue();

  /** @param disk sealed; stays the caller's */
  constructor(disk: Disk, now: () => number) {
    this.#disk = disk;
    this.#now = now;
  }

  /** Durable when it resolves. @param text null puts it away */
  keep(key: string, text: string | null): Promise<void> {
    return this.#queue.run(() => {
      if (text === null) return this.#disk.commit([{ kind: 'delete', table: 'kept', key }]);
      const bytes = new TextEncoder().encode(JSON.stringify({ at: this.#now(), text }));
      return this.#disk.commit([{ kind: 'put', table: 'kept', key, bytes }]);
    });
  }

  /** As the last that was asked for before has left it. */
  get(key: string): Promise<KeptText | null> {
    return this.#queue.run(() => this.#read(key));
  }

  /** Puts away what is old, but for what stands under a name of its own. */
  trim(): Promise<void> {
    return this.#queue.run(async () => {
      const keys = (await this.#disk.keys('kept', EVERYTHING)).filter((key) => key.startsWith('/'));
      const kept = await Promise.all(
        keys.map(async (key) => ({ key, at: (await this.#read(key))?.at ?? 0 })),
      );
      const gone = kept.filter(({ at }) => at < this.#now() - KEPT_MS);
      await this.#disk.commit(gone.map(({ key }) => ({ kind: 'delete', table: 'kept', key })));
    });
  }

  /** Resolves when what was to be kept is durable or refused. */
  settled(): Promise<void> {
    return this.#queue.run(() => Promise.resolve());
  }

  async #read(key: string): Promise<KeptText | null> {
    const bytes = await this.#disk.get('kept', key);
    return bytes === null ? null : keptTextIn(bytes);
  }
}
