import { useState } from 'react';
import type { AppKey, FactorAdded } from '../../../src/protocol/api/factors.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { CodeField } from './CodeField.tsx';
import styles from './Factors.module.css';
import { QrCode } from './QrCode.tsx';

type OnAdded = (added: FactorAdded) => void;

/** Sets an authenticator app up: its key is shown, and is on after the first right code (ID44). */
export function AppSetup({ onAdded }: { onAdded: OnAdded }) {
  const { api } = useServices();
  const { view, query } = useQuery(api.beginApp);
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {(appKey) => <AppKeyForm appKey={appKey} onAdded={onAdded} />}
    </QueryPane>
  );
}

function AppKeyForm({ appKey, onAdded }: { appKey: AppKey; onAdded: OnAdded }) {
  const i18n = useWords();
  const { api } = useServices();
  const [code, setCode] = useState('');
  const submit = useSubmit(async () => {
    onAdded(await api.addApp({ code }));
  });
  return (
    <div className={styles.setup}>
      <p>
        {i18n._(
          'Open an authenticator app on your phone and let it read this picture. Any app of the kind will do, and it needs no network.',
        )}
      </p>
      <QrCode text={appKey.uri} label={i18n._('QR code with the key for your app')} />
      <div>
        <p className={styles.hint}>{i18n._('Or type this key into the app:')}</p>
        <code className={styles.key} data-testid="app-key">
          {appKey.key.match(/.{1,4}/g)?.join(' ')}
        </code>
      </div>
      <form onSubmit={submit.onSubmit}>
        <CodeField value={code} onChange={setCode} />
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <Button type="submit" variant="primary" isPending={submit.isPending}>
          {i18n._('Switch it on')}
        </Button>
      </form>
    </div>
  );
}
