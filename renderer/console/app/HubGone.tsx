import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { CloudOff } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';
import { errorWords } from '../../words/refusals.ts';
import { ChangeHub } from '../shell/ChangeHub.tsx';

/** What is shown where a place cannot be opened at all, most often because the hub does not answer. */
export function HubGone({ error, reset }: ErrorComponentProps) {
  const i18n = useWords();
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <main>
      <EmptyState
        title={i18n._('This place cannot be opened just now')}
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
        {errorWords(i18n, error, 'staff')}
      </EmptyState>
    </main>
  );
}
