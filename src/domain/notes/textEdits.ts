/** What a suggestion stands between (NO20): on no keyboard, so that nobody writes them by chance. */
export const BRACKETS = { open: '⟦', close: '⟧' } as const;

/** A stretch of a text, half open, in UTF-16 code units. */
export type TextRange = { readonly from: number; readonly to: number };

/** One change of a text: what is in the range gives way to `insert`. */
export type TextEdit = TextRange & { readonly insert: string };

export function applyEdit(text: string, { from, to, insert }: TextEdit): string {
  return text.slice(0, from) + insert + text.slice(to);
}

/** Everything that is unsettled in a text (NO20, NO34), in order: suggestions, and brackets that stand alone. */
export function unsettledIn(text: string): readonly TextRange[] {
  return [...text.matchAll(/⟦[^⟦⟧]*⟧|[⟦⟧]/g)].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** Puts words at the end of a section, on a line of their own. */
export function appendEdit(text: string, words: string): TextEdit {
  const glue = text === '' || text.endsWith('\n') ? '' : '\n';
  return { from: text.length, to: text.length, insert: glue + words };
}

/** Keeps the words and takes the brackets. */
export function acceptEdit(text: string, range: TextRange): TextEdit {
  return { ...range, insert: text.slice(range.from, range.to).replaceAll(/[⟦⟧]/g, '') };
}

/** Puts a person's own words in a suggestion's place. */
export function rewordEdit(range: TextRange, words: string): TextEdit {
  return { ...range, insert: words.replaceAll(/[⟦⟧]/g, '') };
}

/** Takes the suggestion, with the one line end or space that would be left over. */
export function dismissEdit(text: string, { from, to }: TextRange): TextEdit {
  const before = text[from - 1] ?? '\n';
  const after = text[to] ?? '\n';
  const isLeftOver = /\s/.test(before) && /\s/.test(after);
  if (!isLeftOver) return { from, to, insert: '' };
  return to < text.length
    ? { from, to: to + 1, insert: '' }
    : { from: Math.max(0, from - 1), to, insert: '' };
}
