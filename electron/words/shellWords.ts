import { setupI18n, type Messages } from '@lingui/core';
import type { Words } from './words.ts';
import { languageSchema, type Language } from '../../src/protocol/session/people.ts';

/** The shell's own sentences (menus, questions, notifications), a catalogue per language. */
export type ShellCatalogues = Readonly<Record<Language, Messages>>;

/** The shell's words; `speak` changes the language of everything that is made from them afterwards. */
export interface ShellWords {
  readonly i18n: Words;
  speak(language: Language): void;
}

/**
 * @param kept the language that the page spoke last.
 * @param systemLanguages the system's, the most wanted first (BCP 47).
 */
export function createShellWords(
  catalogues: ShellCatalogues,
  kept: Language | null,
  systemLanguages: readonly string[],
): ShellWords {
  const i18n = setupI18n();
  const speak = (language: Language): void => {
    i18n.loadAndActivate({ locale: language, messages: catalogues[language] });
  };
  speak(kept ?? wanted(systemLanguages));
  return { i18n, speak };
}

function wanted(tags: readonly string[]): Language {
  for (const tag of tags) {
    const parsed = languageSchema.safeParse(tag.toLowerCase().split('-')[0]);
    if (parsed.success) return parsed.data;
  }
  return 'en';
}
