import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockTime } from '../../../words/time.ts';
import { NextStep } from '../panels/NextStep.tsx';
import { WaitingLists } from '../panels/WaitingLists.tsx';
import { WaitingLock } from '../panels/WaitingLock.tsx';
import { WaitingMessage } from '../panels/WaitingMessage.tsx';
import { useSlice } from '../useSession.ts';
import styles from './Door.module.css';

/** The waiting room in the middle, until the group has begun: who waits, who is missing, and what comes next (CO81). */
export function DoorPiece() {
  const i18n = useWords();
  const { people, message, isLocked, setMessage, admitAll } = useSlice('waiting');
  const { status, memberCount, expectedCount, scheduledStart } = useSlice('agenda');
  const missing = (expectedCount ?? 0) - memberCount - people.length;
  const facts = [
    people.length > 0 && i18n._('{count} waiting', { count: people.length }),
    memberCount > 0 && i18n._('{count} let in', { count: memberCount }),
    missing > 0 && i18n._('{count} not here yet', { count: missing }),
    i18n._('begins at {time}', { time: clockTime(i18n, scheduledStart) }),
    isLocked && i18n._('locked'),
  ].filter((fact) => fact !== false);
  return (
    <section className={styles.door} aria-labelledby="door-title" data-testid="waiting-panel">
      <header className={styles.head}>
        <div>
          <h2 id="door-title">{i18n._('Waiting room')}</h2>
          <p className="tabular">{facts.join(' · ')}</p>
        </div>
        <WaitingLock />
        <div className={styles.steps}>
          {people.length > 1 && (
            <Button variant="primary" onPress={admitAll}>
              {i18n._('Let everyone in')}
            </Button>
          )}
          <NextStep isQuiet />
          {setMessage && <WaitingMessage message={message} onSave={setMessage} />}
        </div>
      </header>
      {people.length === 0 && (
        <p className={styles.words}>
          {status === 'scheduled'
            ? i18n._('Nobody can come in yet. Open the waiting room when you are ready.')
            : i18n._('Nobody is waiting. Who comes by their link stands here until you let them in.')}
        </p>
      )}
      {message !== null && <p className={styles.message}>{message}</p>}
      <WaitingLists />
    </section>
  );
}
