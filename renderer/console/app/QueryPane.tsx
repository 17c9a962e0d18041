import type { ReactNode } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import type { QueryView } from '../model/query.ts';

/** Shows what a question brought: waiting for it, what went wrong, or the answer. */
export function QueryPane<T>({
  view,
  onRetry,
  isPart = false,
  children,
}: {
  view: QueryView<T>;
  onRetry: () => void;
  /** One of several of a place, whose first says for all that this is what was known last. */
  isPart?: boolean;
  children: (value: T) => ReactNode;
}) {
  const i18n = useWords();
  const retry = (
    <Button size="small" onPress={onRetry}>
      {i18n._('Try again')}
    </Button>
  );
  if (view.stage === 'loading') return <Spinner label={i18n._('One moment…')} />;
  if (view.stage === 'failed') {
    return (
      <Banner tone="danger" role="alert" actions={retry}>
        {refusalWords(i18n, view.error, 'staff')}
      </Banner>
    );
  }
  return (
    <>
      {view.isStale && !isPart && (
        <Banner tone="info" actions={retry}>
          {i18n._('The hub cannot be reached just now. This is what was known last.')}
        </Banner>
      )}
      {children(view.value)}
    </>
  );
}
