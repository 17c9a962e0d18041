/** Says a sentence of the shell's catalogue. Must be called `i18n`, and the sentence a literal, to be found (docs/spec/words.md). */
export interface Words {
  _(sentence: string): string;
}
