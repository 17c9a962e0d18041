import { useState } from 'react';
import type { FactorAdded, Factors } from '../../../src/protocol/api/factors.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { AppSetup } from './AppSetup.tsx';
import { PasskeySetup } from './PasskeySetup.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** What is set up, or has just been made and is shown. */
export type Adding =
  | { readonly kind: 'app' }
  | { readonly kind: 'passkey' }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** Sets a factor up; with the first one the recovery codes follow, which cannot be put away in passing. */
export function FactorDialog({
  adding,
  onChange,
  onClose,
}: {
  adding: Adding;
  onChange: (factors: Factors) => void;
  onClose: () => void;
}) {
  const i18n = useWords();
  const [shown, setShown] = useState(adding);
  const onAdded = ({ factors, recoveryCodes }: FactorAdded): void => {
    onChange(factors);
    if (recoveryCodes === null) onClose();
    else setShown({ kind: 'codes', codes: recoveryCodes });
  };
  const titles = {
    app: i18n._('Set up the authenticator app'),
    passkey: i18n._('Add a passkey'),
    codes: i18n._('Your recovery codes'),
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={titles[shown.kind]}
      isDismissable={shown.kind !== 'codes'}
    >
      {shown.kind === 'app' && <AppSetup onAdded={onAdded} />}
      {shown.kind === 'passkey' && <PasskeySetup onAdded={onAdded} />}
      {shown.kind === 'codes' && <RecoveryCodes codes={shown.codes} onDone={onClose} />}
    </Dialog>
  );
}
