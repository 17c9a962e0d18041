import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './Page.module.css';

/** An address that leads nowhere. */
export function NotFound() {
  const i18n = useWords();
  const navigate = useNavigate();
  return (
    <main className={styles.alone}>
      <EmptyState
        isWholeScreen
        title={i18n._('There is nothing at this address')}
        action={
          <Button variant="primary" onPress={() => void navigate({ to: '/today' })}>
            {i18n._('Go to today')}
          </Button>
        }
      >
        {i18n._('It may be an old one, or mistyped. Everything there is can be reached from Today.')}
      </EmptyState>
    </main>
  );
}
