import { Random } from '../../sim/core/Random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz      '.split('');
const known = new Map<number, { readonly random: Random; text: string }>();

/** The first letters of a text that the seed gives, the same wherever it is asked for. */
export function lettersUpTo(count: number, seed: number): string {
  const kept = known.get(seed) ?? { random: new Random(seed), text: '' };
  known.set(seed, kept);
  while (kept.text.length < count) kept.text += kept.random.pick(LETTERS);
  return kept.text.slice(0, count);
}
