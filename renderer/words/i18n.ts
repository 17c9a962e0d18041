import { setupI18n, type I18n, type Messages } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { languageSchema, type Language } from '../../src/protocol/session/people.ts';

/** Brings one language's words of one catalogue; a dynamic import of a `.po` file. */
export type CatalogueLoader = () => Promise<{ messages: Messages }>;
/** The catalogues a page needs, by language. Later ones win where two hold the same sentence. */
export type Catalogues = Readonly<Record<Language, readonly CatalogueLoader[]>>;

const STORAGE_KEY = 'circlewell.language';

/** Times, days and numbers are written as in the United States, where the programs are (W7). */
const FORMATS: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** The languages with their own names, for a choice. Never translated. */
export const LANGUAGE_OPTIONS: readonly { readonly id: Language; readonly label: string }[] =
  languageSchema.options.map((id) => ({ id, label: languageNames[id] }));

/** A page's words: which language speaks, and how to change it. One per page, made by `startWords`. */
export type WordsControl = {
  readonly i18n: I18n;
  /** Loads and speaks a language; remembered in this browser where `isChoice`. */
  speak(language: Language, isChoice: boolean): Promise<void>;
  /** Speaks what a seat or an account suggests, unless the person has chosen here before. */
  suggest(language: Language): Promise<void>;
};

/** Loads the remembered or the browser's language and gives back the page's words. */
export async function startWords(catalogues: Catalogues): Promise<WordsControl> {
  const i18n = setupI18n();
  const loaded = new Map<Language, Messages>();

  async function speak(language: Language, isChoice: boolean): Promise<void> {
    const messages = loaded.get(language) ?? (await loadAll(catalogues[language]));
    loaded.set(language, messages);
    i18n.loadAndActivate({ locale: language, locales: FORMATS[language], messages });
    document.documentElement.lang = language;
    if (isChoice) remember(language);
  }

  await speak(remembered() ?? preferredLanguage(navigator.languages), false);
  return {
    i18n,
    speak,
    suggest: async (language) => {
      if (remembered() === null && i18n.locale !== language) await speak(language, false);
    },
  };
}

/** The first of the browser's languages that the product speaks; English if none. */
export function preferredLanguage(browserLanguages: readonly string[]): Language {
  for (const tag of browserLanguages) {
    const parsed = languageSchema.safeParse(tag.toLowerCase().split('-')[0]);
    if (parsed.success) return parsed.data;
  }
  return 'en';
}

/** The words for a component: `const i18n = useWords(); i18n._('Hello, {name}', { name })`. Draws anew when the language changes. */
export function useWords(): I18n {
  return useLingui().i18n;
}

/** The language that speaks now, parsed. */
export function languageOf(i18n: I18n): Language {
  return languageSchema.catch('en').parse(i18n.locale);
}

async function loadAll(loaders: readonly CatalogueLoader[]): Promise<Messages> {
  const parts = await Promise.all(loaders.map((load) => load()));
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part.messages)));
}

function remembered(): Language | null {
  try {
    return languageSchema.nullable().catch(null).parse(localStorage.getItem(STORAGE_KEY));
  } catch {
    return null; // Storage can be forbidden altogether; then nothing is remembered.
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // As above: the choice holds until the page is closed.
  }
}
