import type { Random } from '../../sim/core/Random.ts';
import type { Weather } from './weather.ts';

/** How long a datagram that is overtaken is held back, beside its delay, in milliseconds. */
export const OVERTAKEN_MS = 30;
/** How long a datagram may wait in line for its tokens, in milliseconds: a home router's buffer. */
export const MOST_QUEUED_MS = 400;

/**
 * One direction of one flow: decides when what goes in comes out. The same seed, weather and times give the same answers, so that
 * what went wrong once can be had again.
 */
export class Passage {
  readonly #random: Random;
  #burstLeft = 0;
  /** Until when the tokens are spoken for, and when the last piece of a stream arrives; milliseconds. */
  #busyUntil = 0;
  #lastArrival = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** When copies of a datagram arrive, in milliseconds on the same clock as `now`; none where it is lost. */
  datagram(weather: Weather, bytes: number, now: number): readonly number[] {
    if (weather.isDark === true || weather.isCut === true || this.#isLost(weather)) return [];
    const sentAt = this.#sentAt(weather, bytes, now);
    if (sentAt - now > MOST_QUEUED_MS) return [];
    this.#busyUntil = sentAt;
    const held = this.#random.chance(weather.reorder ?? 0) ? OVERTAKEN_MS : 0;
    const arrival = sentAt + this.#underWay(weather) + held;
    return this.#random.chance(weather.duplicate ?? 0)
      ? [arrival, sentAt + this.#underWay(weather)]
      : [arrival];
  }

  /** When a piece of a stream arrives: never before the one ahead of it. */
  piece(weather: Weather, bytes: number, now: number): number {
    this.#busyUntil = this.#sentAt(weather, bytes, now);
    this.#lastArrival = Math.max(this.#lastArrival, this.#busyUntil + this.#underWay(weather));
    return this.#lastArrival;
  }

  #isLost({ loss = 0, burst }: Weather): boolean {
    if (this.#burstLeft === 0 && burst && this.#random.chance(burst.chance)) this.#burstLeft = burst.length;
    if (this.#burstLeft > 0) {
      this.#burstLeft -= 1;
      return true;
    }
    return this.#random.chance(loss);
  }

  #sentAt({ bytesPerSecond }: Weather, bytes: number, now: number): number {
    if (bytesPerSecond === undefined) return now;
    return Math.max(this.#busyUntil, now) + (bytes / bytesPerSecond) * 1000;
  }

  #underWay({ delayMs = 0, jitterMs = 0 }: Weather): number {
    return delayMs + jitterMs * this.#random.next();
  }
}
