import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import styles from './Notebook.module.css';
import type { Renewed } from './notebookView.ts';
import { signInAnswerWords } from './passphraseAnswerWords.ts';

/** Makes another recovery key for process notes, where the one before is lost (NB68). */
export function RenewRecoveryDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const [passphrase, setPassphrase] = useState('');
  const [isPending, setPending] = useState(false);
  const [came, setCame] = useState<Renewed | null>(null);
  const isAnothers = came?.result === 'anothers';
  const ask = async (): Promise<void> => {
    setPending(true);
    const renewed = await notebook.renewRecovery(passphrase, isAnothers);
    setPending(false);
    if (renewed.result === 'accepted') onClose();
    else setCame(renewed);
  };
  const renew = passphrase === '' ? undefined : () => void ask();
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={isPending} onPress={renew}>
        {isAnothers ? i18n._('Replace it all the same') : i18n._('Make a new recovery key')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={i18n._('A new recovery key for your process notes')}
      footer={footer}
    >
      <div className={styles.form}>
        {came !== null && came.result !== 'accepted' && !isPending && (
          <Banner tone="danger" role="alert">
            {isAnothers
              ? i18n._(
                  'The recovery key that counts belongs to another notebook of yours: on another workstation, or from before on this one. If you still have that one, make the new key there. Nothing was changed yet. If you replace it, process notes that are sealed with it open only where they can be read now.',
                )
              : signInAnswerWords(i18n, came)}
          </Banner>
        )}
        <p>
          {i18n._(
            'For when the one before is lost. Your process notes stay as they are, here and on your other workstations. The old recovery key opens nothing from then on; the new one is shown next, to be kept.',
          )}
        </p>
        <PassphraseField value={passphrase} onChange={setPassphrase} onSubmit={renew} autoFocus />
      </div>
    </Dialog>
  );
}
