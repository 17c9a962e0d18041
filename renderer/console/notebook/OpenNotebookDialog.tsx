import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import styles from './Notebook.module.css';
import { passphraseAnswerWords } from './passphraseAnswerWords.ts';
import { useAnswer } from './useAnswer.ts';

/** Asks for the passphrase that opens the notebook on this workstation (NB51). */
export function OpenNotebookDialog({
  onClose,
  onForgotten,
}: {
  onClose: () => void;
  onForgotten: () => void;
}) {
  const i18n = useWords();
  const { notebook } = useServices();
  const { access, question } = useStore(notebook.store);
  const [passphrase, setPassphrase] = useState('');
  const { isPending, answered, give } = useAnswer(onClose);
  const open = passphrase === '' ? undefined : () => give(notebook.answer(passphrase));
  const footer = (
    <>
      {access.at === 'locked' && (
        <Button variant="plain" onPress={onForgotten}>
          {i18n._('I no longer know it')}
        </Button>
      )}
      <Button onPress={onClose}>{i18n._('Not now')}</Button>
      <Button variant="primary" isPending={isPending} onPress={open}>
        {i18n._('Open your notes')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={
        access.at === 'new'
          ? i18n._('Set up your notes on this workstation')
          : i18n._('Your notes on this workstation are locked')
      }
      footer={footer}
    >
      <div className={styles.form}>
        {answered !== null && answered.result !== 'accepted' && (
          <Banner tone="danger" role="alert">
            {passphraseAnswerWords(i18n, answered)}
          </Banner>
        )}
        <p>
          {question === 'oldPassphrase'
            ? i18n._(
                'Your passphrase was changed elsewhere. Type the one from before, once: from then on the new one opens your notes here.',
              )
            : access.at === 'new'
              ? i18n._('They are kept sealed on this machine, and your passphrase opens them.')
              : i18n._('They are sealed on this machine. Type your passphrase to open them.')}
        </p>
        <PassphraseField value={passphrase} onChange={setPassphrase} onSubmit={open} autoFocus />
      </div>
    </Dialog>
  );
}
