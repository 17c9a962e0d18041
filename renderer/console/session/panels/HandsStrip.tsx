import { Hand } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useSlice } from '../useSession.ts';
import styles from './HandsStrip.module.css';

/**
 * Raised hands of every room in their order; pressing one lowers it, once that person has had their turn (CO26).
 * The region stands there before the first hand, so that a screen reader hears of it.
 */
export function HandsStrip() {
  const i18n = useWords();
  const hands = useSlice('hands');
  const { isOpen } = useSlice('rooms');
  return (
    <div role="region" aria-label={i18n._('Raised hands')} aria-live="polite" data-testid="hands">
      {hands.length > 0 && (
        <div className={styles.strip}>
          <span className={styles.label}>
            <Hand aria-hidden="true" />
            {i18n._('Hands')}
          </span>
          <ol role="list" className={styles.hands}>
            {hands.map((hand) => {
              const room = hand.roomName ?? i18n._('the circle');
              const { order: number, name } = hand;
              return (
                <li key={hand.id}>
                  <Button
                    size="small"
                    onPress={hand.lower}
                    aria-label={
                      isOpen
                        ? i18n._('{number}. {name}, {room}: lower hand', { number, name, room })
                        : i18n._('{number}. {name}: lower hand', { number, name })
                    }
                  >
                    {number}. {name}
                    {isOpen && <span className={styles.room}> · {room}</span>}
                  </Button>
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </div>
  );
}
