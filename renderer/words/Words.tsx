import { I18nProvider } from '@lingui/react';
import { createContext, useContext, type ReactNode } from 'react';
import type { WordsControl } from './i18n.ts';

const WordsContext = createContext<WordsControl | null>(null);

/** Gives a page its words. Stands around everything else. */
export function Words({ words, children }: { words: WordsControl; children: ReactNode }) {
  return (
    <WordsContext value={words}>
      <I18nProvider i18n={words.i18n}>{children}</I18nProvider>
    </WordsContext>
  );
}

/** How to change the language; for the language choice. */
export function useWordsControl(): WordsControl {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('No <Words> around this component.');
  return words;
}
