import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';

/** What a lane carries, and whether it is only a sign of life, which there is always one of. */
export type Load = { readonly size: number; readonly isSignOfLife: boolean };

type Parcel = Load & { readonly callOff: () => void };

/** One direction of a connection: in order, each thing a while after it was sent, until the line breaks (SI3). */
export class Lane {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #maxDelayMs: number;
  #onTheWay: Parcel[] = [];
  #lastAt = 0;
  #isDead = false;
  #stuck = 0;

  constructor(time: VirtualTime, random: Random, maxDelayMs: number) {
    this.#time = time;
    this.#random = random;
    this.#maxDelayMs = maxDelayMs;
  }

  /** Whether nothing is still to arrive but signs of life. */
  get isQuiet(): boolean {
    return this.#onTheWay.every(({ isSignOfLife }) => isSignOfLife);
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** How much waits to be sent, in characters. */
  get waiting(): number {
    return this.#onTheWay.reduce((sum, { size }) => sum + size, this.#stuck);
  }

  send(load: Load, arrive: () => void): void {
    if (this.#isDead) {
      this.#stuck += load.size;
      return;
    }
    const at = Math.max(this.#lastAt, this.#time.now + this.#random.delay(1, this.#maxDelayMs));
    this.#lastAt = at;
    const parcel: Parcel = {
      ...load,
      callOff: this.#time.after(at - this.#time.now, () => {
        this.#onTheWay.shift();
        arrive();
      }),
    };
    this.#onTheWay.push(parcel);
  }

  /** Whatever is sent from now on waits so long; what is on its way arrives. */
  stall(ms: number): void {
    this.#lastAt = Math.max(this.#lastAt, this.#time.now + ms);
  }

  /** Nothing arrives any more, and nobody is told. */
  die(): void {
    this.#isDead = true;
    this.#loseFrom(0);
  }

  /** The sender is gone in this instant: some of what it sent last never left the machine. */
  loseTail(): void {
    this.#loseFrom(this.#random.int(0, this.#onTheWay.length));
  }

  #loseFrom(index: number): void {
    for (const { callOff } of this.#onTheWay.slice(index)) callOff();
    this.#onTheWay = this.#onTheWay.slice(0, index);
  }
}
