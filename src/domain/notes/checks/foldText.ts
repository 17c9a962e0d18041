/** A text as it is compared, with the way back to the places it was written in. */
export type FoldedText = {
  /** Lower case, without accents, with plain apostrophes. */
  readonly folded: string;
  /** The place in the text of each unit of `folded`, and of its end. */
  readonly places: readonly number[];
};

/** Folds case and accents away, character by character, so that every place can be led back (NO31). */
export function foldText(text: string): FoldedText {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = fold(character);
    for (let index = 0; index < plain.length; index++) places.push(at);
    folded += plain;
    at += character.length;
  }
  places.push(text.length);
  return { folded, places };
}

/** The range in the text of a range in what it was folded to; accents that follow as characters of their own belong to it. */
export function unfoldRange(
  { places }: FoldedText,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } {
  return { from: places[from] ?? 0, to: places[to] ?? 0 };
}

export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');
}
