import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import styles from './Notebook.module.css';
import { useAnswer } from './useAnswer.ts';

/** Asks for the recovery key from the workstation on which process notes were begun; one can go on without (NB55). */
export function BringAuthorDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const [recoveryKey, setRecoveryKey] = useState('');
  const { isPending, answered, give } = useAnswer(onClose);
  const bring = recoveryKey.trim() === '' ? undefined : () => give(notebook.bring(recoveryKey));
  const footer = (
    <>
      <Button isPending={isPending} onPress={() => give(notebook.bring(null))}>
        {i18n._('Go on without')}
      </Button>
      <Button variant="primary" isPending={isPending} onPress={bring}>
        {i18n._('Open process notes here')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={i18n._('Bring your process notes here')}
      footer={footer}
    >
      <div className={styles.form}>
        {answered !== null && (
          <Banner tone="danger" role="alert">
            {i18n._('This is not the recovery key. It has 32 letters and digits; hyphens do not matter.')}
          </Banner>
        )}
        <p>
          {i18n._(
            'Process notes are sealed with a key of yours that the hub never has. Type the recovery key that was shown when you first wrote notes. Without it process notes from elsewhere stay unreadable on this workstation; all other notes are there.',
          )}
        </p>
        <TextField
          label={i18n._('Recovery key')}
          value={recoveryKey}
          onChange={setRecoveryKey}
          autoComplete="off"
          maxLength={80}
          autoFocus
        />
      </div>
    </Dialog>
  );
}
