import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useLocal, useSlice } from '../useSession.ts';

/** Asked when the rooms are opened by the key alone: a slip of the finger must not part the group. */
export function OpenRoomsDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const rooms = useSlice('rooms');
  const { roomMinutes } = useLocal();
  const { open } = rooms;
  const unplaced = rooms.main.people.length;
  const openNow = (): void => {
    open?.(roomMinutes);
    onClose();
  };
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Not yet')}</Button>
      <Button variant="primary" autoFocus onPress={open && openNow}>
        {i18n._('Open rooms')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} size="small" title={i18n._('Open the rooms now?')} footer={footer}>
      <p>
        {roomMinutes === null
          ? i18n._('{count, plural, one {# room} other {# rooms}}, without a timer.', {
              count: rooms.rooms.length,
            })
          : i18n._('{count, plural, one {# room} other {# rooms}} for {roomMinutes} minutes.', {
              count: rooms.rooms.length,
              roomMinutes,
            })}{' '}
        {unplaced > 0 &&
          i18n._('{unplaced, plural, one {# member stays} other {# members stay}} in the circle.', {
            unplaced,
          })}
      </p>
    </Dialog>
  );
}
