import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { saveFile } from '../app/saveFile.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { isReady, NewPassphrase, NOTHING_WRITTEN } from '../settings/NewPassphrase.tsx';
import styles from './Notebook.module.css';

/** Writes what waits for the hub into a file, under a passphrase of its own (NB64). */
export function WriteBackupDialog({ client, onClose }: { client: NotebookClient; onClose: () => void }) {
  const i18n = useWords();
  const [passphrase, setPassphrase] = useState(NOTHING_WRITTEN);
  const submit = useSubmit(async () => {
    const { text } = await client.writeBackup(passphrase.first);
    const day = new Date().toISOString().slice(0, 10);
    saveFile({ blob: new Blob([text], { type: 'application/json' }), name: `circlewell-notes-${day}.json` });
    onClose();
  });
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button
        variant="primary"
        isPending={submit.isPending}
        onPress={isReady(passphrase) ? submit.run : undefined}
      >
        {i18n._('Write the file')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={passphrase !== NOTHING_WRITTEN}
      onClose={onClose}
      size="small"
      title={i18n._('Write a backup file')}
      footer={footer}
    >
      <div className={styles.form}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {i18n._('The file could not be written. Your notes are as they were. Try again.')}
          </Banner>
        )}
        <p>
          {i18n._(
            'It holds everything on this machine that waits for the hub, your process notes too, sealed with a passphrase that you choose now. You can read it on any workstation on which you are signed in.',
          )}
        </p>
        <NewPassphrase
          value={passphrase}
          onChange={setPassphrase}
          passphraseOf="file"
          labels={{
            first: i18n._('Passphrase for this file'),
            again: i18n._('Passphrase for this file again'),
          }}
          autoFocus
        />
      </div>
    </EditDialog>
  );
}
