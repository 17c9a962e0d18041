import type { BareClient } from './BareClient.ts';

/** How often each stream is looked at. Each look takes some milliseconds of the one page that does all the work. */
const LOOK_MS = 200;
/** A stream of which nothing has come for so long has a gap. A voice sends 50 packets a second, a camera 10 pictures. */
const GAP_MS = 500;

export type Watched = {
  /** When an event came in at somebody, in milliseconds since the Unix epoch; once for each who got it. */
  readonly arrivals: readonly { readonly seq: number; readonly at: number }[];
  readonly streams: number;
  /** Each time that a stream stopped counts once, however long it did. */
  readonly gaps: number;
  readonly longestSilenceMs: number;
  /** Between two looks at the most: a gap that was over meanwhile may not have been seen. */
  readonly longestLookMs: number;
};

/** Notes what comes in at the people of a page: events by number and time, and where a stream stops. */
export class Watch {
  readonly #clients: readonly BareClient[];
  readonly #arrivals: { seq: number; at: number }[] = [];
  readonly #streams = new Set<string>();
  readonly #silent = new Set<string>();
  readonly #looking: Promise<void>;
  #gaps = 0;
  #longestSilenceMs = 0;
  #longestLookMs = 0;
  #isOver = false;

  constructor(clients: readonly BareClient[]) {
    this.#clients = clients;
    this.#looking = this.#keepLooking();
  }

  arrived(seq: number): void {
    if (!this.#isOver) this.#arrivals.push({ seq, at: performance.timeOrigin + performance.now() });
  }

  async end(): Promise<Watched> {
    this.#isOver = true;
    await this.#looking;
    return {
      arrivals: this.#arrivals,
      streams: this.#streams.size,
      gaps: this.#gaps,
      longestSilenceMs: this.#longestSilenceMs,
      longestLookMs: this.#longestLookMs,
    };
  }

  async #keepLooking(): Promise<void> {
    let lookedAt = performance.now();
    while (!this.#isOver) {
      await Promise.all(this.#clients.map(async (client, index) => this.#look(client, index)));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const now = performance.now();
      this.#longestLookMs = Math.max(this.#longestLookMs, now - lookedAt);
      lookedAt = now;
    }
  }

  async #look(client: BareClient, index: number): Promise<void> {
    const silences = await client.silences();
    for (const [track, silenceMs] of silences) {
      const stream = `${index} ${track}`;
      this.#streams.add(stream);
      this.#longestSilenceMs = Math.max(this.#longestSilenceMs, silenceMs);
      if (silenceMs <= GAP_MS) this.#silent.delete(stream);
      else if (!this.#silent.has(stream)) {
        this.#silent.add(stream);
        this.#gaps += 1;
      }
    }
  }
}
