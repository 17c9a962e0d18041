import { useState } from 'react';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { changeOwnPassphrase } from '../model/ownAccount.ts';
import { isReady, NewPassphrase, NOTHING_WRITTEN } from './NewPassphrase.tsx';
import styles from './Settings.module.css';

/** Changes one's own passphrase; the present one is asked for first (CO35). */
export function PassphraseDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const i18n = useWords();
  const { api, notebook, notices } = useServices();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState(NOTHING_WRITTEN);
  const submit = useSubmit(async () => {
    await changeOwnPassphrase(api, me, { present, next: next.first });
    await notebook.changePassphrase(present, next.first);
    notices.add({ kind: 'told', what: 'passphraseChanged' });
    onClose();
  });
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button
        variant="primary"
        isPending={submit.isPending}
        onPress={present !== '' && isReady(next) ? submit.run : undefined}
      >
        {i18n._('Change the passphrase')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={next !== NOTHING_WRITTEN}
      onClose={onClose}
      size="small"
      title={i18n._('Change your passphrase')}
      footer={footer}
    >
      <div className={styles.choices}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {submit.error.rule === 'account.wrongCurrentPassphrase'
              ? i18n._('The present passphrase is not right. Type it again.')
              : refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <TextField
          label={i18n._('Present passphrase')}
          type="password"
          passphraseOf="account"
          value={present}
          onChange={setPresent}
          autoComplete="current-password"
          autoFocus
        />
        <NewPassphrase value={next} onChange={setNext} passphraseOf="account" />
        <p className={styles.hint}>{i18n._('Your other sign-ins end; you stay signed in here.')}</p>
      </div>
    </EditDialog>
  );
}
