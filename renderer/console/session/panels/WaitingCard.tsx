import { ChevronDown, ChevronUp, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MenuButton } from '../../../ui/MenuButton.tsx';
import { useWords } from '../../../words/i18n.ts';
import { Elapsed } from '../Clocks.tsx';
import type { WaitingPerson } from '../model/waiting.ts';
import { DoorFactsList, DoorTroubles } from '../people/DoorFactsList.tsx';
import { useSession } from '../useSession.ts';
import styles from './Panels.module.css';

/** Somebody at the door: one line, what wants attention, and the rest of what they told there on demand (CO3). */
export function WaitingCard({ person, isOnly }: { person: WaitingPerson; isOnly: boolean }) {
  const i18n = useWords();
  const session = useSession();
  const [isChosenOpen, setChosenOpen] = useState<boolean | null>(null);
  const { door, name } = person;
  const isOpen = isChosenOpen ?? isOnly;
  const isLost = person.connection.state === 'lost';
  return (
    <li className={styles.card} data-participant-id={person.id}>
      <div className={styles.row}>
        <Avatar id={person.id} name={name} size="small" />
        <span className={styles.grow}>
          <b>{name}</b>
          <span className={styles.faint}>
            {isLost ? i18n._('connection lost') : <Elapsed since={person.since} />}
          </span>
        </span>
        <Button
          variant={isOnly ? 'primary' : 'quiet'}
          size="small"
          onPress={isLost ? undefined : person.admit}
          aria-label={i18n._('Let in {name}', { name })}
        >
          {i18n._('Let in')}
        </Button>
        {door && (
          <IconButton
            label={i18n._('What {name} told at the door', { name })}
            icon={isOpen ? <ChevronUp /> : <ChevronDown />}
            size="small"
            isExpanded={isOpen}
            onPress={() => setChosenOpen(!isOpen)}
          />
        )}
      </div>
      {door && !isOpen && <DoorTroubles door={door} />}
      {(isOpen || !door) && (
        <div className={styles.doorRow}>
          {door && <DoorFactsList door={door} />}
          <MenuButton
            label={i18n._('Actions for {name}', { name })}
            icon={<Ellipsis />}
            isIconOnly
            size="small"
            items={[
              {
                id: 'write',
                label: i18n._('Write to {name}', { name }),
                onAction: () => session.writeTo(person.id),
              },
              { id: 'remove', label: i18n._('Do not let in'), tone: 'danger', onAction: person.remove },
            ]}
          />
        </div>
      )}
    </li>
  );
}
