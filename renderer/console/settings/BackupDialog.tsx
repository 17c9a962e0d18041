import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { isReady, NewPassphrase, NOTHING_WRITTEN } from './NewPassphrase.tsx';
import styles from './Settings.module.css';

/** Asks what the backup is to be sealed under, and begins it. */
export function BackupDialog({
  onClose,
  onBegin,
}: {
  onClose: () => void;
  onBegin: (passphrase: string | null) => Promise<void>;
}) {
  const i18n = useWords();
  const [way, setWay] = useState<'passphrase' | 'recoveryKey'>('passphrase');
  const [passphrase, setPassphrase] = useState(NOTHING_WRITTEN);
  const canBegin = way === 'recoveryKey' || isReady(passphrase);
  const submit = useSubmit(async () => {
    await onBegin(way === 'recoveryKey' ? null : passphrase.first);
    onClose();
  });
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={submit.isPending} onPress={canBegin ? submit.run : undefined}>
        {i18n._('Make the backup')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} size="small" title={i18n._('Make a backup')} footer={footer}>
      <div className={styles.choices}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <RadioGroup
          label={i18n._('What opens it')}
          value={way}
          onChange={setWay}
          options={[
            {
              value: 'passphrase',
              label: i18n._('A passphrase that I choose'),
              description: i18n._('For people who will remember it, also in a year.'),
            },
            {
              value: 'recoveryKey',
              label: i18n._('A recovery key'),
              description: i18n._('Made by the hub and shown once, to be written down.'),
            },
          ]}
        />
        {way === 'passphrase' && (
          <NewPassphrase
            value={passphrase}
            onChange={setPassphrase}
            passphraseOf="file"
            labels={{ first: i18n._('Passphrase of the backup'), again: i18n._('The same again') }}
            autoFocus
          />
        )}
      </div>
    </Dialog>
  );
}
