/**
 * Why a deck's text or a pair of decks was refused. The list is closed so that the interface can give each kind
 * its own words in the reader's language. Source: docs/spec/curriculum.md.
 */
export type DeckErrorKind =
  | 'tooLarge'
  | 'frontMatterMissing'
  | 'frontMatterUnclosed'
  | 'frontMatterInvalid'
  | 'slideEmpty'
  | 'slideTooLong'
  | 'titleMissing'
  | 'commentUnclosed'
  | 'fenceUnclosed'
  | 'diagramInvalid'
  | 'languagesDiffer';

/**
 * A deck that cannot be used. `line` counts from 1 in the text as it was given and is absent when the trouble is
 * between two decks; `message` names the line, says what is wrong and what to do about it (CU3).
 */
export class DeckError extends Error {
  override readonly name = 'DeckError';
  readonly kind: DeckErrorKind;
  readonly line: number | undefined;

  constructor(kind: DeckErrorKind, line: number | undefined, problemAndRemedy: string) {
    super(line === undefined ? problemAndRemedy : `Line ${line}: ${problemAndRemedy}`);
    this.kind = kind;
    this.line = line;
  }
}
