import { Megaphone } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { MenuButton } from '../../../ui/MenuButton.tsx';
import { PopoverButton } from '../../../ui/PopoverButton.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useServices } from '../../app/services.ts';
import { TimeLeft, TimeLeftWords } from '../Clocks.tsx';
import { useSlice } from '../useSession.ts';
import styles from './Board.module.css';

const TIMER_MINUTES = [3, 5, 10, 15, 20] as const;

/** The head of the board while rooms are open: the clock, words to all, and the way back (CO8). */
export function OpenRoomsHead({ titleId }: { titleId: string }) {
  const i18n = useWords();
  const rooms = useSlice('rooms');
  const { announcement } = useSlice('chat');
  return (
    <header className={styles.openHead}>
      <h2 id={titleId} className={styles.title}>
        {rooms.recallEndsAt === null ? i18n._('Rooms are open') : i18n._('Coming back')}
        {rooms.recallEndsAt === null && rooms.endsAt !== null && (
          <span className={styles.clock}>
            {' · '}
            <TimeLeftWords until={rooms.endsAt} />
          </span>
        )}
        {rooms.recallEndsAt !== null && (
          <span className={styles.clock} data-testid="recall-countdown">
            {' · '}
            <TimeLeft until={rooms.recallEndsAt} />
          </span>
        )}
      </h2>
      <div className={styles.openTools}>
        {rooms.extend && <Button onPress={() => rooms.extend?.(1)}>{i18n._('+1 min')}</Button>}
        {rooms.extend && <Button onPress={() => rooms.extend?.(5)}>{i18n._('+5 min')}</Button>}
        {rooms.setTimer && (
          <MenuButton
            label={i18n._('Set a timer')}
            items={TIMER_MINUTES.map((minutes) => ({
              id: String(minutes),
              label: i18n._('{minutes} min', { minutes }),
              onAction: () => rooms.setTimer?.(minutes),
            }))}
          />
        )}
        {announcement.write && (
          <PopoverButton
            label={i18n._('Say to all')}
            title={i18n._('Message to every room')}
            icon={<Megaphone />}
          >
            {(close) => <SayToAll onDone={close} />}
          </PopoverButton>
        )}
      </div>
    </header>
  );
}

function SayToAll({ onDone }: { onDone: () => void }) {
  const i18n = useWords();
  const { draft, isSending, write, send } = useSlice('chat').announcement;
  const { notices } = useServices();
  const sendAll =
    send &&
    ((): void => {
      void send().then((isSent) => {
        if (!isSent) return;
        notices.add({ kind: 'told', what: 'messageSent' });
        onDone();
      });
    });
  return (
    <div className={styles.say}>
      <TextArea
        label={i18n._('Message')}
        value={draft}
        onChange={write}
        isReadOnly={isSending}
        onSubmit={sendAll}
        maxLength={2000}
        rows={3}
      />
      <Button variant="primary" isPending={isSending} onPress={sendAll}>
        {i18n._('Send to every room')}
      </Button>
    </div>
  );
}
