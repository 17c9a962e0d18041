import { useWords } from '../words/i18n.ts';
import styles from './SupportLine.module.css';

/** Where to turn when nobody of the program is there (domain.md 3.7, item 14; section 6). */
export function SupportLine() {
  const i18n = useWords();
  return (
    <p className={styles.support}>
      {i18n._(
        'If you do not feel safe, call or text 988 at any hour. In an emergency call 911. For anything else, call your program.',
      )}
    </p>
  );
}
