import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import styles from './SectionEditor.module.css';
import type { Snippet } from './snippets.ts';

/** The practice's texts that fit what was typed after a `/` (WR27); Tab leads to them from the text. */
export function SnippetOffers({
  offered,
  onTake,
}: {
  offered: readonly Snippet[];
  onTake: (snippet: Snippet) => void;
}) {
  const i18n = useWords();
  if (offered.length === 0) return null;
  return (
    <ul role="list" className={styles.offers} aria-label={i18n._('Texts of your practice')}>
      {offered.map((snippet) => (
        <li key={snippet.id}>
          <Button size="small" onPress={() => onTake(snippet)}>
            {snippet.name}
          </Button>
        </li>
      ))}
    </ul>
  );
}
