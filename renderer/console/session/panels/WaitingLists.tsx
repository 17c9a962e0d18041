import { MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockTime } from '../../../words/time.ts';
import type { LeftPerson, RemovedPerson } from '../model/waiting.ts';
import { useSession, useSlice } from '../useSession.ts';
import styles from './Panels.module.css';
import { WaitingCard } from './WaitingCard.tsx';

/** Who waits, in the order of arrival, and below who was removed or has left (CO3). */
export function WaitingLists({ between }: { between?: ReactNode }) {
  const i18n = useWords();
  const { people, removed, left } = useSlice('waiting');
  return (
    <>
      <ul role="list" className={styles.list} aria-label={i18n._('People waiting')}>
        {people.map((person) => (
          <WaitingCard key={person.id} person={person} isOnly={people.length === 1} />
        ))}
      </ul>
      {between}
      {(removed.length > 0 || left.length > 0) && (
        <ul role="list" className={styles.list} aria-label={i18n._('People who are out')}>
          {[...removed, ...left].map((person) => (
            <OutRow key={person.id} person={person} />
          ))}
        </ul>
      )}
    </>
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
