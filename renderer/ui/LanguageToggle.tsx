import { LANGUAGE_OPTIONS, languageOf, useWords } from '../words/i18n.ts';
import { useWordsControl } from '../words/Words.tsx';
import { Select } from './Select.tsx';

/** Chooses the language. Its label stands in both, so that one who landed in the wrong one finds out. */
export function LanguageToggle({ isLabelHidden = false }: { isLabelHidden?: boolean }) {
  const i18n = useWords();
  const words = useWordsControl();
  return (
    <Select
      label="Language · Idioma"
      options={LANGUAGE_OPTIONS}
      value={languageOf(i18n)}
      isLabelHidden={isLabelHidden}
      onChange={(language) => void words.speak(language, true)}
    />
  );
}
