import { useStore } from 'zustand';
import type { AuditCheck } from '../../../src/protocol/api/audit.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { clockTime } from '../../words/time.ts';
import type { Query } from '../model/query.ts';
import { faultWords } from './auditWords.ts';

/** Up to where the audit has been checked, or where it is broken and what to do (AU22). */
export function AuditCheckLine({ query }: { query: Query<AuditCheck> }) {
  const i18n = useWords();
  const view = useStore(query.store);
  const again = (
    <Button size="small" onPress={() => void query.reload()}>
      {i18n._('Check again')}
    </Button>
  );
  if (view.stage === 'loading') return <Spinner label={i18n._('Checking every entry…')} />;
  if (view.stage === 'failed') {
    return (
      <Banner tone="danger" title={i18n._('The audit could not be checked')} actions={again}>
        {refusalWords(i18n, view.error, 'staff')}
      </Banner>
    );
  }
  const { upTo, checkedAt } = view.value;
  const fault = faultWords(i18n, view.value);
  if (fault !== null) {
    return (
      <Banner
        tone="danger"
        role="alert"
        title={i18n._('The audit is broken')}
        actions={again}
        data-testid="audit-broken"
      >
        {fault}{' '}
        {i18n._(
          'Up to entry {upTo} it is as it was written. Leave the hub’s data as it is and tell whoever runs the hub: the operations guide says what to do.',
          { upTo },
        )}
      </Banner>
    );
  }
  return (
    <Banner tone="good" actions={again} data-testid="audit-whole">
      {i18n._('Checked up to entry {upTo} at {time}: every entry is as it was written.', {
        upTo,
        time: clockTime(i18n, checkedAt),
      })}
    </Banner>
  );
}
