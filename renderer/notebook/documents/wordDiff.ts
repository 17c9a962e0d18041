import { normalText } from '../../../src/domain/notes/canonical.ts';

/** A stretch that is in both texts, or in one alone. `at` is where it stands: in the second text, and what was removed in the first. */
export type DiffPart = {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly at: number;
};

/** Beyond so many pairs of words the middle is told as one piece, so that no screen waits. */
const MOST_PAIRS = 1_000_000;

/** What has to be done to a text so that it says another, by whole words. Texts that differ only in their form (NO61) are the same. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const [old, now] = [wordsIn(before), wordsIn(after)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && isSame(old[start], now[start])) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && isSame(old.at(-1 - end), now.at(-1 - end))) end++;
  const kinds: DiffPart['kind'][] = [
    ...old.slice(0, start).map(() => 'same' as const),
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(() => 'same' as const),
  ];
  return joined(slid(slid(kinds, 'added', now), 'removed', old), old, now);
}

type Word = { readonly text: string; readonly form: string };

function wordsIn(text: string): readonly Word[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+|\r\n|[^]/gu) ?? []).map((word) => ({
    text: word,
    form: normalText(word),
  }));
}

function isSame(one: Word | undefined, other: Word | undefined): boolean {
  return one !== undefined && one.form === other?.form;
}

/** By the longest row of words that both have. */
function middle(old: readonly Word[], now: readonly Word[]): readonly DiffPart['kind'][] {
  const removed = old.map(() => 'removed' as const);
  const added = now.map(() => 'added' as const);
  if (old.length * now.length > MOST_PAIRS) return [...removed, ...added];
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] = isSame(old[i], now[j])
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
  const kinds: DiffPart['kind'][] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (isSame(old[i], now[j])) {
      kinds.push('same');
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      kinds.push('removed');
      i++;
    } else {
      kinds.push('added');
      j++;
    }
  }
  return [...kinds, ...removed.slice(i), ...added.slice(j)];
}

/** Stretches as late as they can stand: what was written behind a point begins behind it, and ends with its own. */
function slid(
  kinds: readonly DiffPart['kind'][],
  kind: 'added' | 'removed',
  words: readonly Word[],
): readonly DiffPart['kind'][] {
  const next = [...kinds];
  const other = kind === 'added' ? 'removed' : 'added';
  // Where each kind's word stands in the text that has such stretches.
  const places: number[] = [];
  let word = 0;
  for (const one of kinds) places.push(one === other ? -1 : word++);
  let start = -1;
  for (let at = 0; at < next.length; at++) {
    if (next[at] === kind) {
      if (start === -1) start = at;
      continue;
    }
    const [first, after] = [places[start] ?? -1, places[at] ?? -1];
    if (start !== -1 && next[at] === 'same' && isSame(words[first], words[after])) {
      next[start] = 'same';
      next[at] = kind;
      start++;
    } else start = -1;
  }
  return next;
}

function joined(
  kinds: readonly DiffPart['kind'][],
  old: readonly Word[],
  now: readonly Word[],
): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  const next = { old: 0, now: 0 };
  const place = { old: 0, now: 0 };
  for (const kind of kinds) {
    const gone = kind === 'added' ? '' : (old[next.old]?.text ?? '');
    const came = kind === 'removed' ? '' : (now[next.now]?.text ?? '');
    const text = kind === 'removed' ? gone : came;
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { ...last, text: last.text + text };
    else parts.push({ kind, text, at: kind === 'removed' ? place.old : place.now });
    if (kind !== 'added') next.old++;
    if (kind !== 'removed') next.now++;
    place.old += gone.length;
    place.now += came.length;
  }
  return parts;
}
