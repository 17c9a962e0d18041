import type { I18n } from '@lingui/core';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useWords } from '../../../words/i18n.ts';
import { Elapsed } from '../Clocks.tsx';
import type { Whereabouts } from '../model/doorFacts.ts';
import { useLocal, useSession, useSlice } from '../useSession.ts';
import styles from './DoorFacts.module.css';
import { DoorFactsList } from './DoorFactsList.tsx';

function standingWords(i18n: I18n, person: Whereabouts): string {
  switch (person.stage) {
    case 'waiting':
      return i18n._('In the waiting room');
    case 'present':
      return person.roomName === null
        ? i18n._('In the circle')
        : i18n._('In {room}', { room: person.roomName });
    case 'left':
      return i18n._('Has left the session');
    case 'removed':
      return i18n._('Was removed from the session');
  }
}

/** Where somebody is and how to reach them, over whatever is on the screen (CO19). Nothing has to be answered first. */
export function WhereDialog() {
  const i18n = useWords();
  const session = useSession();
  const { whereId } = useLocal();
  const whereabouts = useSlice('whereabouts');
  const person = whereId === null ? undefined : whereabouts[whereId];
  if (!person) return null;
  return (
    <Dialog
      isOpen
      onClose={() => session.setLocal({ whereId: null })}
      size="small"
      title={i18n._('Where {name} is', { name: person.name })}
    >
      <p className={styles.standing}>
        {standingWords(i18n, person)}
        {person.lostSince !== null && (
          <>
            {' '}
            · {i18n._('connection lost')} <Elapsed since={person.lostSince} />
          </>
        )}
      </p>
      <DoorFactsList door={person.door} size="large" />
      <p className={styles.standing}>{i18n._('Told at the door today. Ask for the place aloud as well.')}</p>
    </Dialog>
  );
}
