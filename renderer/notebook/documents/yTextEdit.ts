import type * as Y from 'yjs';
import type { TextEdit } from '../../../src/domain/notes/textEdits.ts';

/** Makes one change of a text in its shared type. */
export function applyEditTo(text: Y.Text, { from, to, insert }: TextEdit): void {
  if (insert !== '') text.insert(to, insert);
  if (to > from) text.delete(from, to - from);
}

/**
 * The one change that makes of a text another, as short as can be; null where they are equal. Never cuts a surrogate pair:
 * a shared text cannot hold half of one.
 */
export function editBetween(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (isHigh(before, start - 1)) start--;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (isLow(before, before.length - end)) end--;
  return {
    from: start,
    to: before.length - end,
    insert: after.slice(start, after.length - end),
  };
}

function isHigh(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF]$/.test(text[at] ?? '');
}

function isLow(text: string, at: number): boolean {
  return /^[\uDC00-\uDFFF]$/.test(text[at] ?? '');
}
