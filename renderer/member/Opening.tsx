import { Spinner } from '../ui/Spinner.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './Opening.module.css';

/** The moment before anything is known, and the moment of going in. */
export function Opening({ isEntering = false }: { isEntering?: boolean }) {
  const i18n = useWords();
  return (
    <main className={styles.opening}>
      <Spinner label={isEntering ? i18n._('Taking you in…') : i18n._('Opening your group…')} />
    </main>
  );
}
