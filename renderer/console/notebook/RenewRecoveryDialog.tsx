import { useState } from 'react';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { AskPassphraseDialog } from './AskPassphraseDialog.tsx';
import type { Renewed } from './notebookView.ts';
import { signInAnswerWords } from './passphraseAnswerWords.ts';

type NotRenewed = Exclude<Renewed, { readonly result: 'accepted' }>;

/** Makes another recovery key for process notes, where the one before is lost (NB68). */
export function RenewRecoveryDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const [passphrase, setPassphrase] = useState('');
  const [isPending, setPending] = useState(false);
  const [came, setCame] = useState<NotRenewed | null>(null);
  const isAnothers = came?.result === 'anothers';
  const ask = async (): Promise<void> => {
    setPending(true);
    const renewed = await notebook.renewRecovery(passphrase, isAnothers);
    setPending(false);
    if (renewed.result === 'accepted') onClose();
    else setCame(renewed);
  };
  const trouble = (renewed: NotRenewed): string =>
    renewed.result === 'anothers'
      ? i18n._(
          'The recovery key that counts belongs to another notebook of yours: on another workstation, or from before on this one. If you still have that one, make the new key there. Nothing was changed yet. If you replace it, process notes that are sealed with it open only where they can be read now.',
        )
      : signInAnswerWords(i18n, renewed);
  return (
    <AskPassphraseDialog
      title={i18n._('A new recovery key for your process notes')}
      cancelLabel={i18n._('Cancel')}
      submitLabel={isAnothers ? i18n._('Replace it all the same') : i18n._('Make a new recovery key')}
      passphrase={passphrase}
      onChange={setPassphrase}
      onSubmit={() => void ask()}
      isPending={isPending}
      onClose={onClose}
      trouble={came === null || isPending ? null : trouble(came)}
    >
      <p>
        {i18n._(
          'For when the one before is lost. Your process notes stay as they are, here and on your other workstations. The old recovery key opens nothing from then on; the new one is shown next, to be kept.',
        )}
      </p>
    </AskPassphraseDialog>
  );
}
