import { Clock3 } from 'lucide-react';
import { useWords } from '../words/i18n.ts';
import { clockTime, dayAndTime, isSameDay } from '../words/time.ts';
import { DoorLayout } from './DoorLayout.tsx';

/** Everything is done and the group is not open yet. Moves on by itself. */
export function TooEarly({ opensAt }: { opensAt: number }) {
  const i18n = useWords();
  const time = isSameDay(opensAt, Date.now()) ? clockTime(i18n, opensAt) : dayAndTime(i18n, opensAt);
  return (
    <DoorLayout
      icon={<Clock3 />}
      title={i18n._('Your group opens at {time}', { time })}
      lead={i18n._(
        'You are all set. You can leave this page open; it takes you to the waiting room by itself.',
      )}
    />
  );
}
