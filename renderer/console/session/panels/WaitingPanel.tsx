import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { useWords } from '../../../words/i18n.ts';
import { useSlice } from '../useSession.ts';
import styles from './Panels.module.css';
import { WaitingLists } from './WaitingLists.tsx';
import { WaitingLock } from './WaitingLock.tsx';
import { WaitingMessage } from './WaitingMessage.tsx';

/** Who stands at the door, with what they told there, and who was removed, at the side of what goes on (CO3). */
export function WaitingPanel() {
  const i18n = useWords();
  const waiting = useSlice('waiting');
  const { status } = useSlice('agenda');
  const count = waiting.people.length;
  return (
    <section className={styles.panel} aria-labelledby="waiting-title" data-testid="waiting-panel">
      <header className={cx(styles.head, styles.stays)}>
        <h2 id="waiting-title">{i18n._('Waiting')}</h2>
        <span className={styles.headTools}>
          <span className={styles.faint}>
            {waiting.isLocked
              ? i18n._('locked')
              : count === 0
                ? i18n._('nobody')
                : i18n._('{count} here', { count })}
          </span>
          <WaitingLock />
        </span>
        {count > 1 && (
          <Button variant="primary" isWide onPress={waiting.admitAll}>
            {i18n._('Let everyone in')}
          </Button>
        )}
      </header>
      {waiting.message !== null && status !== 'ended' && <p className={styles.quote}>{waiting.message}</p>}
      <WaitingLists
        between={
          waiting.setMessage && (
            <div className={styles.hang}>
              <WaitingMessage message={waiting.message} onSave={waiting.setMessage} />
            </div>
          )
        }
      />
    </section>
  );
}
