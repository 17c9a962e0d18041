import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { MAX_ROOMS } from '../../../../src/protocol/session/state.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useSlice } from '../useSession.ts';
import styles from './Board.module.css';
import { newRoomNames } from './newRoomNames.ts';

/** Makes a number of rooms and deals the members to them at random. */
export function MakeRoomsDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const rooms = useSlice('rooms');
  const there = rooms.rooms.length;
  const [count, setCount] = useState(Math.max(there, 2));
  const memberCount = [rooms.main, ...rooms.rooms].reduce((sum, room) => sum + room.people.length, 0);
  const smallest = Math.floor(memberCount / count);
  const largest = Math.ceil(memberCount / count);
  const make = (): void => {
    rooms.makeAndDeal?.(
      newRoomNames(
        i18n,
        count - there,
        rooms.rooms.map((room) => room.name ?? ''),
      ),
    );
    onClose();
  };
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Cancel')}</Button>
      <Button variant="primary" onPress={rooms.makeAndDeal && make} autoFocus>
        {i18n._('Make and deal')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={i18n._('Make rooms and deal at random')}
      footer={footer}
    >
      <div className={styles.stepper} role="group" aria-label={i18n._('Number of rooms')}>
        <IconButton
          label={i18n._('One room fewer')}
          icon={<Minus />}
          onPress={count > Math.max(1, there) ? () => setCount(count - 1) : undefined}
        />
        <output className={styles.number}>{count}</output>
        <IconButton
          label={i18n._('One room more')}
          icon={<Plus />}
          onPress={count < MAX_ROOMS ? () => setCount(count + 1) : undefined}
        />
      </div>
      <p className={styles.hint}>
        {smallest === largest
          ? i18n._('{memberCount, plural, one {# member} other {# members}}: {largest} in each room.', {
              memberCount,
              largest,
            })
          : i18n._(
              '{memberCount, plural, one {# member} other {# members}}: {smallest} or {largest} in each room.',
              { memberCount, smallest, largest },
            )}
      </p>
    </Dialog>
  );
}
