import { DoorOpen } from 'lucide-react';
import type { Seat } from '../../src/protocol/api/door.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/i18n.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { useModel } from './modelContext.ts';

/** For who was here before in this session: one tap and they are back in. */
export function Returning({ seat }: { seat: Seat }) {
  const i18n = useWords();
  const model = useModel();
  return (
    <DoorLayout
      icon={<DoorOpen />}
      title={i18n._('Welcome back, {name}', { name: seat.displayName })}
      lead={i18n._('Your seat in the group is kept. Are you in a private place?')}
      actions={
        <Button variant="primary" isWide size="large" onPress={() => model.enter()}>
          {i18n._('Enter')}
        </Button>
      }
    />
  );
}
