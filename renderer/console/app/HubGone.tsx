import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { CloudOff } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';
import { errorWords } from '../../words/refusals.ts';
import { asCirclewellError } from '../model/query.ts';
import styles from './Page.module.css';
import { ChangeHub } from '../shell/ChangeHub.tsx';

/** What is shown where a place cannot be opened at all: what happened, what it means, what to do (CO34). */
export function HubGone({ error, reset }: ErrorComponentProps) {
  const i18n = useWords();
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  const isUnanswered = asCirclewellError(error).kind === 'unavailable';
  return (
    <main className={styles.alone}>
      <EmptyState
        isWholeScreen
        title={
          isUnanswered ? i18n._('The hub does not answer') : i18n._('This place cannot be opened just now')
        }
        icon={<CloudOff />}
        action={
          <>
            <Button variant="primary" onPress={retry}>
              {i18n._('Try again')}
            </Button>
            <ChangeHub />
          </>
        }
      >
        {isUnanswered
          ? i18n._(
              'Nothing that is stored is lost. Check that Circlewell is running on the hub’s machine and that this machine has a network. Then try again.',
            )
          : errorWords(i18n, error, 'staff')}
      </EmptyState>
    </main>
  );
}
