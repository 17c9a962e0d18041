import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';

/** Where the account's passphrase is given, as a password manager finds it. @param onSubmit by Enter, where no form sees to it */
export function PassphraseField({
  value,
  onChange,
  onSubmit,
  autoFocus = false,
}: {
  value: string;
  onChange: (value: string) => void;
  onSubmit?: (() => void) | undefined;
  autoFocus?: boolean;
}) {
  const i18n = useWords();
  return (
    <TextField
      label={i18n._('Passphrase')}
      name="password"
      type="password"
      passphraseOf="account"
      value={value}
      onChange={onChange}
      autoComplete="current-password"
      autoFocus={autoFocus}
      isRequired
      {...(onSubmit && { onSubmit })}
    />
  );
}
