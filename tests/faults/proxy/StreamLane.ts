import type { Socket } from 'node:net';
import type { Random } from '../../sim/core/Random.ts';
import { Passage } from './Passage.ts';
import type { Weather } from './weather.ts';

/** What may wait in one direction before its sender is held back, in bytes. */
const MOST_WAITING_BYTES = 256 * 1024;
/** Pieces as large as a packet, so that a narrow line passes a steady stream and no lumps. */
const PIECE_BYTES = 1_400;

/** What waits: bytes, or the end of the stream. */
type Waiting = { readonly data: Buffer | null; readonly at: number };

/** One direction of a TCP connection through the proxy: bytes in order, late, slow or held back as the weather is. */
export class StreamLane {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #passage: Passage;
  readonly #weather: () => Weather;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: { from: Socket; to: Socket; random: Random; weather: () => Weather }) {
    this.#from = options.from;
    this.#to = options.to;
    this.#passage = new Passage(options.random);
    this.#weather = options.weather;
    this.#from.on('data', (data: Buffer) => {
      for (let at = 0; at < data.length; at += PIECE_BYTES) this.#take(data.subarray(at, at + PIECE_BYTES));
    });
    this.#from.on('end', () => this.#take(null));
    this.#from.on('error', () => undefined);
    // A reset comes through as an end, once what was said before it has, and not at all while it is dark.
    this.#from.on('close', (hasFailed) => {
      if (hasFailed) this.#take(null);
    });
    this.#to.on('drain', () => this.look());
  }

  /** Sees what can go now. */
  look(): void {
    clearTimeout(this.#timer);
    while (!this.#isClosed && !this.#to.writableNeedDrain && this.#weather().isDark !== true) {
      const [next] = this.#waiting;
      if (!next) break;
      const wait = next.at - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.look(), wait);
        return;
      }
      this.#waiting.shift();
      this.#waitingBytes -= next.data?.length ?? 0;
      if (next.data === null) this.#to.end();
      else if (!this.#to.destroyed) this.#to.write(next.data);
    }
    if (this.#waitingBytes < MOST_WAITING_BYTES) this.#from.resume();
  }

  /** Nothing more passes. Idempotent. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #take(data: Buffer | null): void {
    if (this.#isClosed) return;
    const bytes = data?.length ?? 0;
    this.#waiting.push({ data, at: this.#passage.piece(this.#weather(), bytes, performance.now()) });
    this.#waitingBytes += bytes;
    if (this.#waitingBytes >= MOST_WAITING_BYTES) this.#from.pause();
    this.look();
  }
}
