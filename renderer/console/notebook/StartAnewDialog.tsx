import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import styles from './Notebook.module.css';
import { signInAnswerWords } from './passphraseAnswerWords.ts';
import { useAnswer } from './useAnswer.ts';

/** For whoever no longer knows what opens the notebook here: a new one beside it, and in plain words what that means (NB66). */
export function StartAnewDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const waiting = useStore(notebook.store, (view) => view.waitingLocked) ?? 0;
  const [passphrase, setPassphrase] = useState('');
  const { isPending, answered, give } = useAnswer(onClose);
  const start = passphrase === '' ? undefined : () => give(notebook.startAnew(passphrase));
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Not now')}</Button>
      <Button variant="primary" isPending={isPending} onPress={start}>
        {i18n._('Begin a new notebook')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={i18n._('Begin a new notebook beside the old one')}
      footer={footer}
    >
      <div className={styles.form}>
        {answered !== null && answered.result !== 'accepted' && (
          <Banner tone="danger" role="alert">
            {signInAnswerWords(i18n, answered)}
          </Banner>
        )}
        <p>
          {i18n._(
            'Nothing is deleted. What was uploaded from here is on the hub, and comes into the new notebook by itself.',
          )}
        </p>
        <p>
          {i18n._(
            '{count, plural, =0 {Nothing in the old notebook was waiting to be uploaded.} one {# document in the old notebook has words that were not uploaded yet. Which words these are, nobody can see while it is sealed.} other {# documents in the old notebook have words that were not uploaded yet. Which words these are, nobody can see while it is sealed.}}',
            { count: waiting },
          )}
        </p>
        <p>
          {i18n._(
            'The old notebook stays sealed on this machine. When its passphrase comes back to your mind, “Open a notebook from before…” brings in what waited in it.',
          )}
        </p>
        <p>
          {i18n._(
            'For process notes their recovery key is asked for next. The new notebook opens with the passphrase with which you sign in now.',
          )}
        </p>
        <PassphraseField value={passphrase} onChange={setPassphrase} onSubmit={start} autoFocus />
      </div>
    </Dialog>
  );
}
