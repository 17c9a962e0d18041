import { Timer } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { MenuButton } from '../../../ui/MenuButton.tsx';
import { useWords } from '../../../words/i18n.ts';
import { RECALL_SECONDS } from '../model/rooms.ts';
import { useLetterHint } from '../useKeys.ts';
import { useSlice } from '../useSession.ts';

/** Bringing everyone back, with the countdown that warns them first. */
export function RecallButtons() {
  const i18n = useWords();
  const hint = useLetterHint();
  const rooms = useSlice('rooms');
  if (rooms.recallEndsAt !== null) {
    return (
      <>
        <Button onPress={rooms.cancelRecall}>{i18n._('Cancel the return')}</Button>
        <Button variant="primary" onPress={rooms.recallNow}>
          {i18n._('Bring back now')}
        </Button>
      </>
    );
  }
  const { recall } = rooms;
  if (!recall) return null;
  const after = (seconds: number) => ({
    id: String(seconds),
    label: seconds === 0 ? i18n._('At once, without a warning') : i18n._('In {seconds} seconds', { seconds }),
    onAction: () => recall(seconds),
  });
  return (
    <>
      <MenuButton
        label={i18n._('Bring back at another time')}
        icon={<Timer />}
        isIconOnly
        placement="top end"
        items={[after(60), after(120), after(10), after(0)]}
      />
      <Button variant="primary" keyHint={hint('R')} onPress={() => recall(RECALL_SECONDS)}>
        {i18n._('Bring everyone back')}
      </Button>
    </>
  );
}
