import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './ConfirmIdentity.module.css';

/** Asks "Confirm it is you" over whatever is open, for as long as a request waits for it (CO61). */
export function ConfirmIdentity() {
  const isAsking = useStore(useServices().confirming.store, (view) => view.isAsking);
  return isAsking ? <Question /> : null;
}

function Question() {
  const i18n = useWords();
  const { confirming } = useServices();
  const [passphrase, setPassphrase] = useState('');
  const submit = useSubmit(() => confirming.confirm(passphrase));
  const confirm = passphrase === '' ? undefined : submit.run;
  const footer = (
    <>
      <Button onPress={confirming.cancel}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={submit.isPending} onPress={confirm}>
        {i18n._('Confirm')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={confirming.cancel}
      size="small"
      title={i18n._('Confirm it is you')}
      footer={footer}
    >
      <div className={styles.question}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <p>
          {i18n._('For this the hub asks for your passphrase again. It then asks no more for ten minutes.')}
        </p>
        <TextField
          label={i18n._('Passphrase')}
          name="password"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="current-password"
          autoFocus
          {...(confirm && { onSubmit: confirm })}
        />
      </div>
    </Dialog>
  );
}
