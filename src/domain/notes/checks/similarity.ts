import { fold } from './foldText.ts';

/** How alike two texts are, 0 to 1: the share of common trigrams (Dice), case, accents and spacing apart (domain.md 2.3). */
export function similarityOf(a: string, b: string): number {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return 1;
  const [ofLeft, ofRight] = [trigrams(left), trigrams(right)];
  const total = sum(ofLeft) + sum(ofRight);
  if (total === 0) return 0;
  let common = 0;
  for (const [trigram, count] of ofLeft) common += Math.min(count, ofRight.get(trigram) ?? 0);
  return (2 * common) / total;
}

function plain(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function trigrams(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + 3 <= text.length; at++) {
    const trigram = text.slice(at, at + 3);
    counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
