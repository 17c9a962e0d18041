import { Hand } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useSlice } from '../useSession.ts';
import styles from './HandsStrip.module.css';

/** Raised hands in their order; pressing one lowers it, once that person has had their turn. */
export function HandsStrip() {
  const i18n = useWords();
  const { hands } = useSlice('stage');
  if (hands.length === 0) return null;
  return (
    <div className={styles.strip} role="region" aria-label={i18n._('Raised hands')} aria-live="polite">
      <span className={styles.label}>
        <Hand aria-hidden="true" />
        {i18n._('Hands')}
      </span>
      <ol role="list" className={styles.hands}>
        {hands.map((hand, index) => (
          <li key={hand.id}>
            <Button
              size="small"
              onPress={hand.lower}
              aria-label={i18n._('{number}. {name}: lower hand', { number: index + 1, name: hand.name })}
            >
              {index + 1}. {hand.name}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}
