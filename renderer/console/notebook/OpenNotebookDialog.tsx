import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { AskPassphraseDialog } from './AskPassphraseDialog.tsx';
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
  return (
    <AskPassphraseDialog
      title={
        access.at === 'new'
          ? i18n._('Set up your notes on this workstation')
          : i18n._('Your notes on this workstation are locked')
      }
      cancelLabel={i18n._('Not now')}
      submitLabel={i18n._('Open your notes')}
      passphrase={passphrase}
      onChange={setPassphrase}
      onSubmit={() => give(notebook.answer(passphrase))}
      isPending={isPending}
      onClose={onClose}
      trouble={answered === null ? null : passphraseAnswerWords(i18n, answered)}
      otherWay={
        access.at === 'locked' && (
          <Button variant="plain" onPress={onForgotten}>
            {i18n._('I no longer know it')}
          </Button>
        )
      }
    >
      <p>
        {question === 'oldPassphrase'
          ? i18n._(
              'Your passphrase was changed elsewhere. Type the one from before, once: from then on the new one opens your notes here.',
            )
          : access.at === 'new'
            ? i18n._('They are kept sealed on this machine, and your passphrase opens them.')
            : i18n._('They are sealed on this machine. Type your passphrase to open them.')}
      </p>
    </AskPassphraseDialog>
  );
}
