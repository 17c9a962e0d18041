import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './ConfirmIdentity.module.css';
import { PasskeyButton } from './PasskeyButton.tsx';
import { PassphraseField } from './PassphraseField.tsx';

/** Asks "Confirm it is you" over whatever is open, for as long as a request waits for it (CO61). */
export function ConfirmIdentity() {
  const isAsking = useStore(useServices().confirming.store, (view) => view.isAsking);
  return isAsking ? <Question /> : null;
}

function Question() {
  const i18n = useWords();
  const { confirming, lock } = useServices();
  const passkeyHosts = useStore(lock.store, (view) => view.passkeyHosts);
  // The account may have got a passkey since this was last asked for.
  useEffect(() => void lock.refresh(), [lock]);
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
          {i18n._(
            'For this the hub asks again that you show who you are. It then asks no more for ten minutes.',
          )}
        </p>
        <PassphraseField value={passphrase} onChange={setPassphrase} onSubmit={confirm} autoFocus />
        <PasskeyButton use={confirming.confirm} hosts={passkeyHosts} />
      </div>
    </Dialog>
  );
}
