import { Lock, LockOpen, MapPin } from 'lucide-react';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockTime } from '../../../words/time.ts';
import type { LeftPerson, RemovedPerson } from '../model/waiting.ts';
import { useSession, useSlice } from '../useSession.ts';
import styles from './Panels.module.css';
import { WaitingCard } from './WaitingCard.tsx';
import { WaitingMessage } from './WaitingMessage.tsx';

/** Who stands at the door, with what they told there, and who was removed (CO3). */
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
          {waiting.setLocked && (
            <Button
              icon={waiting.isLocked ? <LockOpen /> : <Lock />}
              size="small"
              onPress={() => waiting.setLocked?.(!waiting.isLocked)}
              aria-label={
                waiting.isLocked
                  ? i18n._('Unlock the session')
                  : i18n._('Lock the session: nobody new can come in')
              }
            >
              {waiting.isLocked ? i18n._('Unlock') : i18n._('Lock')}
            </Button>
          )}
        </span>
        {count > 1 && (
          <Button variant="primary" isWide onPress={waiting.admitAll}>
            {i18n._('Let everyone in')}
          </Button>
        )}
      </header>
      {waiting.message !== null && status !== 'ended' && <p className={styles.quote}>{waiting.message}</p>}
      <ul role="list" className={styles.list} aria-label={i18n._('People waiting')}>
        {waiting.people.map((person) => (
          <WaitingCard key={person.id} person={person} isOnly={count === 1} />
        ))}
      </ul>
      {waiting.setMessage && (
        <div className={styles.hang}>
          <WaitingMessage message={waiting.message} onSave={waiting.setMessage} />
        </div>
      )}
      {(waiting.removed.length > 0 || waiting.left.length > 0) && (
        <ul role="list" className={styles.list} aria-label={i18n._('People who are out')}>
          {waiting.removed.map((person) => (
            <OutRow key={person.id} person={person} />
          ))}
          {waiting.left.map((person) => (
            <OutRow key={person.id} person={person} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Somebody who was removed or has left: how to reach them, and the way back for who was removed (CO19). */
function OutRow({ person }: { person: RemovedPerson | LeftPerson }) {
  const i18n = useWords();
  const session = useSession();
  const whereabouts = useSlice('whereabouts');
  const isRemoved = 'letBackIn' in person;
  return (
    <li className={styles.row} data-participant-id={person.id}>
      <Avatar id={person.id} name={person.name} size="small" />
      <span className={styles.grow}>
        <b>{person.name}</b>
        <span className={styles.faint}>
          {isRemoved ? i18n._('removed') : i18n._('left {time}', { time: clockTime(i18n, person.at) })}
        </span>
      </span>
      {isRemoved && (
        <Button size="small" onPress={person.letBackIn}>
          {i18n._('Let back in')}
        </Button>
      )}
      {whereabouts[person.id] && (
        <IconButton
          label={i18n._('Where {name} is', { name: person.name })}
          icon={<MapPin />}
          size="small"
          onPress={() => session.setLocal({ whereId: person.id })}
        />
      )}
    </li>
  );
}
