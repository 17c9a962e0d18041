import { TextField, type PassphraseOwner } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { MIN_PASSPHRASE } from '../model/ownAccount.ts';

/** A new passphrase, written twice; what is not right yet stands beside the field. */
export type Twice = { readonly first: string; readonly again: string };

/** Nothing written yet. */
export const NOTHING_WRITTEN: Twice = { first: '', again: '' };

/** Whether both are the same and long enough to be sent. */
export const isReady = ({ first, again }: Twice): boolean =>
  first.length >= MIN_PASSPHRASE && first === again;

/** The two fields for a new passphrase: one's own, unless other labels say whose. */
export function NewPassphrase({
  value,
  onChange,
  passphraseOf,
  labels,
  autoFocus = false,
}: {
  value: Twice;
  onChange: (value: Twice) => void;
  passphraseOf: PassphraseOwner;
  labels?: Twice;
  autoFocus?: boolean;
}) {
  const i18n = useWords();
  const { first, again } = value;
  const isTooShort = first !== '' && first.length < MIN_PASSPHRASE;
  const isDifferent = again !== '' && again !== first;
  return (
    <>
      <TextField
        label={labels?.first ?? i18n._('New passphrase')}
        description={i18n._('At least 12 characters. A few words you can remember work best.')}
        type="password"
        passphraseOf={passphraseOf}
        value={first}
        onChange={(text) => onChange({ ...value, first: text })}
        autoComplete="new-password"
        autoFocus={autoFocus}
        {...(isTooShort && { errorMessage: i18n._('It is too short. Use at least 12 characters.') })}
      />
      <TextField
        label={labels?.again ?? i18n._('New passphrase again')}
        type="password"
        passphraseOf={passphraseOf}
        value={again}
        onChange={(text) => onChange({ ...value, again: text })}
        autoComplete="new-password"
        {...(isDifferent && { errorMessage: i18n._('The two are not the same yet.') })}
      />
    </>
  );
}
