import type * as Y from 'yjs';
import { Random } from '../../sim/core/Random.ts';

const LETTERS = 'aaabcdeeeeefghiiijklmnnoooprrsssttttuuvwy'.split('');
/** So often on average somebody puts the cursor elsewhere, and takes back what was typed. */
const JUMP_CHANCE = 1 / 60;
const BACKSPACE_CHANCE = 1 / 15;
const SPACE_CHANCE = 1 / 6;

/** Somebody who types a note: a letter, a space or a backspace an edit, mostly one after the other, sometimes elsewhere. */
export class Typist {
  readonly #text: Y.Text;
  readonly #random: Random;
  #at: number;

  constructor(text: Y.Text, seed: number) {
    this.#text = text;
    this.#random = new Random(seed);
    this.#at = text.length;
  }

  /** One edit. */
  strike(): void {
    const random = this.#random;
    if (random.chance(JUMP_CHANCE)) this.#at = random.int(0, this.#text.length);
    if (this.#at > 0 && random.chance(BACKSPACE_CHANCE)) {
      this.#at -= 1;
      this.#text.delete(this.#at, 1);
      return;
    }
    this.#text.insert(this.#at, random.chance(SPACE_CHANCE) ? ' ' : random.pick(LETTERS));
    this.#at += 1;
  }
}
