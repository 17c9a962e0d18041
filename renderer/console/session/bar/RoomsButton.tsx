import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { RecallButtons } from './RecallButtons.tsx';
import { useLetterHint } from '../useKeys.ts';
import { useIsBoardShown, useLocal, useSession, useSlice } from '../useSession.ts';

/** Opens the planned rooms, or brings everyone back; without a plan it leads to the board. */
export function RoomsButton() {
  const i18n = useWords();
  const hint = useLetterHint();
  const session = useSession();
  const rooms = useSlice('rooms');
  const { roomMinutes } = useLocal();
  const isBoardShown = useIsBoardShown();
  const turn = (): void => session.showBoard(!isBoardShown);
  if (rooms.isOpen) {
    return (
      <>
        <Button onPress={turn}>{isBoardShown ? i18n._('People') : i18n._('All rooms')}</Button>
        <RecallButtons />
      </>
    );
  }
  const { open } = rooms;
  return (
    <>
      <Button onPress={turn} isPressed={isBoardShown}>
        {i18n._('Arrange rooms')}
      </Button>
      {rooms.rooms.length > 0 && (
        <Button variant="primary" keyHint={hint('R')} onPress={open && (() => open(roomMinutes))}>
          {i18n._('Open rooms')}
        </Button>
      )}
    </>
  );
}
