import { Lock, LockOpen } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useSlice } from '../useSession.ts';

/** Locks the session, or unlocks it; nothing for who may not. */
export function WaitingLock() {
  const i18n = useWords();
  const { isLocked, setLocked } = useSlice('waiting');
  if (!setLocked) return null;
  return (
    <Button
      icon={isLocked ? <LockOpen /> : <Lock />}
      size="small"
      onPress={() => setLocked(!isLocked)}
      aria-label={
        isLocked ? i18n._('Unlock the session') : i18n._('Lock the session: nobody new can come in')
      }
    >
      {isLocked ? i18n._('Unlock') : i18n._('Lock')}
    </Button>
  );
}
