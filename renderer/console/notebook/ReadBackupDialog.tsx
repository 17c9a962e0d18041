import type { I18n } from '@lingui/core';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { CallReply } from '../../notebook/worker/contract.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Notebook.module.css';

type Came = CallReply<'readBackup'>;

/** Reads a backup file: what it holds is merged into what is here (NB65). */
export function ReadBackupDialog({ client, onClose }: { client: NotebookClient; onClose: () => void }) {
  const i18n = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [came, setCame] = useState<Came | null>(null);
  const submit = useSubmit(async () => {
    if (file === null) return;
    setCame(null);
    setCame(await client.readBackup(await file.text(), passphrase));
  });
  const read = file === null || passphrase === '' ? undefined : submit.run;
  const isRead = came?.result === 'read';
  const footer = (
    <>
      <Button onPress={onClose}>{isRead ? i18n._('Close') : i18n._('Cancel')}</Button>
      {!isRead && (
        <Button variant="primary" isPending={submit.isPending} onPress={read}>
          {i18n._('Read the file')}
        </Button>
      )}
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} size="small" title={i18n._('Read a backup file')} footer={footer}>
      <div className={styles.form}>
        {came !== null && (
          <Banner tone={isRead ? 'good' : 'danger'} role={isRead ? 'status' : 'alert'}>
            {cameWords(i18n, came)}
          </Banner>
        )}
        {submit.error && (
          <Banner tone="danger" role="alert">
            {i18n._('The file was not read to its end. Make room on this machine, then read it again.')}
          </Banner>
        )}
        <p>
          {i18n._(
            'What it holds is added to what is here; nothing is written over. Reading it twice does no harm.',
          )}
        </p>
        <FileTrigger
          acceptedFileTypes={['application/json']}
          onSelect={(chosen) => setFile(chosen?.item(0) ?? null)}
        >
          <Button icon={<FileUp />}>{file?.name ?? i18n._('Choose the file')}</Button>
        </FileTrigger>
        <TextField
          label={i18n._('Passphrase for this file')}
          type="password"
          passphraseOf="file"
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="off"
          {...(read && { onSubmit: read })}
        />
      </div>
    </Dialog>
  );
}

function cameWords(i18n: I18n, came: Came): string {
  if (came.result === 'read')
    return i18n._('{count, plural, one {# document was read.} other {# documents were read.}}', {
      count: came.count,
    });
  switch (came.why) {
    case 'noBackup':
      return i18n._('This is no backup file of Circlewell, or it is damaged. Choose another one.');
    case 'newer':
      return i18n._('A newer Circlewell has written this file. Update this one, then read it.');
    case 'anothers':
      return i18n._('Somebody else’s account has written this file. Only they can read it.');
    case 'wrongPassphrase':
      return i18n._('This passphrase does not open the file, or the file was altered. Type it again.');
  }
}
