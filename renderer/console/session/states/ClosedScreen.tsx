import type { I18n } from '@lingui/core';
import { useNavigate } from '@tanstack/react-router';
import { MonitorSmartphone } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useServices } from '../../app/services.ts';
import type { SessionPhase } from '../model/view.ts';
import styles from './States.module.css';

type Reason = Extract<SessionPhase, { phase: 'closed' }>['reason'];

function words(i18n: I18n, reason: Reason): { title: string; text: string; again: string | null } {
  switch (reason) {
    case 'takenOver':
      return {
        title: i18n._('This session is open in another window'),
        text: i18n._(
          'You opened it again somewhere else, and your seat went there. Carry on there, or use it here instead.',
        ),
        again: i18n._('Use it here instead'),
      };
    case 'removed':
      return {
        title: i18n._('You are not in this session any more'),
        text: i18n._('Ask the lead facilitator if this surprises you.'),
        again: i18n._('Enter again'),
      };
    case 'outdated':
      return {
        title: i18n._('Circlewell was updated'),
        text: i18n._('Load the page again to go on with the group.'),
        again: i18n._('Load again'),
      };
    case 'signedOut':
      return {
        title: i18n._('You are signed out'),
        text: i18n._('Sign in again to go back into the session. The group goes on.'),
        again: null,
      };
    case 'hubStopping':
      return {
        title: i18n._('The hub was stopped'),
        text: i18n._('Nothing is lost. Enter again as soon as it runs.'),
        again: i18n._('Enter again'),
      };
    case 'badMessage':
      return {
        title: i18n._('The connection was closed'),
        text: i18n._('This page and the hub did not understand each other. Enter again.'),
        again: i18n._('Enter again'),
      };
    case 'ended':
      return {
        title: i18n._('This session has ended'),
        text: i18n._('Everyone has left. The attendance is under Reports.'),
        again: null,
      };
    case 'left':
      return {
        title: i18n._('You have left the session'),
        text: i18n._('The group goes on.'),
        again: i18n._('Enter again'),
      };
  }
}

/** The connection is over for good: why, and what to do. */
export function ClosedScreen({ reason, onAgain }: { reason: Reason; onAgain: () => void }) {
  const i18n = useWords();
  const navigate = useNavigate();
  const { account } = useServices();
  const { title, text, again } = words(i18n, reason);
  const leaveHere = (): void => {
    // The live line heard of it first; without this the sign-in page would take the sign-in for valid and lead away.
    if (reason === 'signedOut') account.markSignedOut();
    void navigate({ to: reason === 'signedOut' ? '/sign-in' : '/today' });
  };
  return (
    <main className={styles.whole} data-testid={`closed-${reason}`}>
      <EmptyState
        isWholeScreen
        title={title}
        icon={<MonitorSmartphone />}
        action={
          <div className={styles.actions}>
            {again !== null && (
              <Button variant="primary" onPress={reason === 'outdated' ? () => location.reload() : onAgain}>
                {again}
              </Button>
            )}
            <Button onPress={leaveHere}>
              {reason === 'signedOut' ? i18n._('Sign in') : i18n._('Back to today')}
            </Button>
          </div>
        }
      >
        {text}
      </EmptyState>
    </main>
  );
}
