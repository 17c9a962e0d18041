import { useState } from 'react';
import { useStore } from 'zustand';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { AskPassphraseDialog } from './AskPassphraseDialog.tsx';
import { signInAnswerWords } from './passphraseAnswerWords.ts';
import { useAnswer } from './useAnswer.ts';

/** For whoever no longer knows what opens the notebook here: a new one beside it, and in plain words what that means (NB66). */
export function StartAnewDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const waiting = useStore(notebook.store, (view) => view.waitingLocked) ?? 0;
  const [passphrase, setPassphrase] = useState('');
  const { isPending, answered, give } = useAnswer(onClose);
  return (
    <AskPassphraseDialog
      title={i18n._('Begin a new notebook beside the old one')}
      cancelLabel={i18n._('Not now')}
      submitLabel={i18n._('Begin a new notebook')}
      passphrase={passphrase}
      onChange={setPassphrase}
      onSubmit={() => give(notebook.startAnew(passphrase))}
      isPending={isPending}
      onClose={onClose}
      trouble={answered === null ? null : signInAnswerWords(i18n, answered)}
    >
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
    </AskPassphraseDialog>
  );
}
