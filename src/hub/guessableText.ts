const MIN_DIFFERENT_CHARACTERS = 6;

/** What stands in examples where the secret belongs, those in `deploy/` among them. */
const PLACEHOLDER = /replace|change[-_ ]?me|example/i;

/** Whether a secret text was left as an example has it, or is a few characters again and again (HO8). */
export function isGuessableText(text: string): boolean {
  return PLACEHOLDER.test(text) || new Set(text).size < MIN_DIFFERENT_CHARACTERS;
}
