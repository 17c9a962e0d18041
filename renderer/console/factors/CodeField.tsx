import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';

/** Where the six digits of an authenticator app are typed. */
export function CodeField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const i18n = useWords();
  return (
    <TextField
      label={i18n._('Code from your app')}
      description={i18n._('Six digits. They change every 30 seconds.')}
      value={value}
      onChange={onChange}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={10}
      isRequired
      autoFocus
    />
  );
}
