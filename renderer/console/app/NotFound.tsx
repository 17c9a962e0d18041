import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';

/** An address that leads nowhere. */
export function NotFound() {
  const i18n = useWords();
  const navigate = useNavigate();
  return (
    <main>
      <EmptyState
        title={i18n._('There is nothing at this address')}
        action={
          <Button variant="primary" onPress={() => void navigate({ to: '/today' })}>
            {i18n._('Go to today')}
          </Button>
        }
      />
    </main>
  );
}
