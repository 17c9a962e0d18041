import { DoorOpen } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useRoom } from './roomContext.ts';

/** "Someone walked in": one press, and nothing of the group can be seen, heard or read here (MP23). */
export function WalkedIn() {
  const i18n = useWords();
  const room = useRoom();
  return (
    <Button
      variant="help"
      isWide
      icon={<DoorOpen />}
      data-testid="walked-in"
      onPress={() => room.setShield(true)}
    >
      {i18n._('Someone walked in')}
    </Button>
  );
}
