import { useNavigate } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { mayRole } from '../../../../src/domain/notes/noteRights.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockTime, duration } from '../../../words/time.ts';
import { useMe } from '../../app/services.ts';
import { useSlice } from '../useSession.ts';
import styles from './States.module.css';

/** After the end: how long it was, and the way to its notes and its attendance. */
export function EndedScreen({ sessionId }: { sessionId: string }) {
  const i18n = useWords();
  const navigate = useNavigate();
  const agenda = useSlice('agenda');
  const { startedAt, endedAt } = agenda;
  const { staff } = useMe();
  const hasNotes = startedAt !== null && mayRole(staff.role, 'read');
  return (
    <main className={styles.whole}>
      <EmptyState
        isWholeScreen
        title={i18n._('{group} has ended', { group: agenda.groupName })}
        icon={<CircleCheck />}
        action={
          <div className={styles.actions}>
            {hasNotes && (
              <Button
                variant="primary"
                autoFocus
                onPress={() => void navigate({ to: '/notes/$sessionId', params: { sessionId } })}
              >
                {i18n._('Write the notes')}
              </Button>
            )}
            <Button
              variant={hasNotes ? 'quiet' : 'primary'}
              onPress={() => void navigate({ to: '/reports', search: { session: sessionId } })}
            >
              {i18n._('See the attendance')}
            </Button>
            <Button onPress={() => void navigate({ to: '/today' })}>{i18n._('Back to today')}</Button>
          </div>
        }
      >
        {startedAt !== null && endedAt !== null
          ? i18n._('From {from} to {to}, {length}.', {
              from: clockTime(i18n, startedAt),
              to: clockTime(i18n, endedAt),
              length: duration(i18n, endedAt - startedAt),
            })
          : i18n._('The group had not started.')}
      </EmptyState>
    </main>
  );
}
