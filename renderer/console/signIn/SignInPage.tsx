import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { DoorLayout } from './DoorLayout.tsx';
import styles from './DoorLayout.module.css';

/** Signing in with the account's name and passphrase. */
export function SignInPage() {
  const i18n = useWords();
  const router = useRouter();
  const { account } = useServices();
  const [accountName, setAccountName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const submit = useSubmit(async () => {
    await account.signIn({ accountName: accountName.trim(), passphrase });
    await router.invalidate();
    await router.navigate({ to: '/today' });
  });
  return (
    <DoorLayout
      title={i18n._('Sign in')}
      lead={i18n._('Use the name and the passphrase of your staff account.')}
    >
      <form className={styles.form} onSubmit={submit.onSubmit}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <TextField
          label={i18n._('Name')}
          name="username"
          value={accountName}
          onChange={setAccountName}
          autoComplete="username"
          autoFocus
          isRequired
        />
        <TextField
          label={i18n._('Passphrase')}
          name="password"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="current-password"
          isRequired
        />
        <Button type="submit" variant="primary" size="large" isWide isPending={submit.isPending}>
          {i18n._('Sign in')}
        </Button>
      </form>
    </DoorLayout>
  );
}
