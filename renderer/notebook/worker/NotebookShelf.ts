import { z } from 'zod';
import type { Disk } from '../ports.ts';
import { EVERYTHING } from '../store/keys.ts';

/** A notebook that was set aside, since nobody knew what opens it (NB66). */
export type AsideNotebook = {
  readonly number: number;
  /** When it was set aside, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** How many of its documents had not gone to the hub. */
  readonly waiting: number;
};

/** Lies open in the first notebook: which one is in use, and which were set aside and have not been read since. */
const rowSchema = z.strictObject({
  version: z.literal(1),
  current: z.number().int().nonnegative(),
  aside: z.array(z.strictObject({ number: z.number().int().nonnegative(), at: z.number() })),
});
type Row = z.infer<typeof rowSchema>;

const NAME = 'notebooks';

/** An account's notebooks on one workstation: one in use, and those beside it that stay sealed (NB66). */
export class NotebookShelf {
  readonly #open: (number: number) => Disk;
  readonly #now: () => number;
  readonly #disks = new Map<number, Disk>();

  /** @param open a notebook's disk, by its number from 0 */
  constructor(open: (number: number) => Disk, now: () => number) {
    this.#open = open;
    this.#now = now;
  }

  /** The disk of the notebook that is in use. Stays the shelf's. */
  async current(): Promise<Disk> {
    return this.disk((await this.#read()).current);
  }

  disk(number: number): Disk {
    const disk = this.#disks.get(number) ?? this.#open(number);
    this.#disks.set(number, disk);
    return disk;
  }

  /** Those that were set aside and not read since, the newest first. */
  async aside(): Promise<AsideNotebook[]> {
    const { aside } = await this.#read();
    const all = aside.map(async (one) => ({ ...one, waiting: await waitingIn(this.disk(one.number)) }));
    return (await Promise.all(all)).toReversed();
  }

  /** How many documents of the notebook in use wait for the hub. It can be locked: their text is sealed, their number is not. */
  async waiting(): Promise<number> {
    return waitingIn(await this.current());
  }

  /** Puts the notebook in use aside, as it is, and an empty one in its place. @returns the disk of that */
  async setAside(): Promise<Disk> {
    const { current, aside } = await this.#read();
    // No number is given twice: what was set aside and read since is still there.
    const next = current + 1;
    await this.#write({
      version: 1,
      current: next,
      aside: [...aside, { number: current, at: this.#now() }],
    });
    return this.disk(next);
  }

  /** What waited in one is in the notebook in use. */
  async isRead(number: number): Promise<void> {
    const row = await this.#read();
    await this.#write({ ...row, aside: row.aside.filter((one) => one.number !== number) });
  }

  async #read(): Promise<Row> {
    const bytes = await this.disk(0).get('meta', NAME);
    if (bytes === null) return { version: 1, current: 0, aside: [] };
    return rowSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }

  #write(row: Row): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(row));
    return this.disk(0).commit([{ kind: 'put', table: 'meta', key: NAME, bytes }]);
  }
}

async function waitingIn(disk: Disk): Promise<number> {
  return (await disk.keys('outbox', EVERYTHING)).length;
}
