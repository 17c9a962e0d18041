import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { DoorLayout } from './DoorLayout.tsx';
import styles from './DoorLayout.module.css';

const MIN_PASSPHRASE = 12;

/** The first run: makes the practice's owner. */
export function SetupPage() {
  const i18n = useWords();
  const router = useRouter();
  const { account } = useServices();
  const [practiceName, setPracticeName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [accountName, setAccountName] = useState('');
  const needsCode = useStore(account.store, (view) => view.stage === 'notSetUp' && view.needsSetupCode);
  const [setupCode, setSetupCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const isTooShort = passphrase !== '' && passphrase.length < MIN_PASSPHRASE;
  const isDifferent = again !== '' && again !== passphrase;
  const submit = useSubmit(async () => {
    if (passphrase.length < MIN_PASSPHRASE || again !== passphrase) return;
    await account.setUp({
      practiceName,
      displayName,
      accountName,
      passphrase,
      language: languageOf(i18n),
      ...(needsCode && { setupCode }),
    });
    await router.invalidate();
    await router.navigate({ to: '/today' });
  });
  return (
    <DoorLayout
      title={i18n._('Set up Circlewell')}
      lead={i18n._('This makes the first account. It owns the practice and can add everyone else.')}
    >
      <form className={styles.form} onSubmit={submit.onSubmit}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        {needsCode && (
          <TextField
            label={i18n._('Setup code')}
            description={i18n._(
              'It was shown where Circlewell was started. Capitals, spaces and hyphens do not matter.',
            )}
            value={setupCode}
            onChange={setSetupCode}
            autoComplete="off"
            maxLength={80}
            isRequired
            autoFocus
          />
        )}
        <TextField
          label={i18n._('Name of the practice')}
          value={practiceName}
          onChange={setPracticeName}
          maxLength={80}
          isRequired
          autoFocus={!needsCode}
        />
        <TextField
          label={i18n._('Your name in the room')}
          description={i18n._('First name and initial, as the group will see it.')}
          value={displayName}
          onChange={setDisplayName}
          maxLength={40}
          isRequired
        />
        <TextField
          label={i18n._('Name to sign in with')}
          value={accountName}
          onChange={setAccountName}
          autoComplete="username"
          maxLength={60}
          isRequired
        />
        <TextField
          label={i18n._('Passphrase')}
          type="password"
          passphraseOf="account"
          description={i18n._('At least 12 characters. A few words you can remember work best.')}
          value={passphrase}
          onChange={setPassphrase}
          autoComplete="new-password"
          isRequired
          {...(isTooShort && { errorMessage: i18n._('This is shorter than 12 characters.') })}
        />
        <TextField
          label={i18n._('Passphrase once more')}
          type="password"
          passphraseOf="account"
          value={again}
          onChange={setAgain}
          autoComplete="new-password"
          isRequired
          {...(isDifferent && { errorMessage: i18n._('The two passphrases differ.') })}
        />
        <Button type="submit" variant="primary" size="large" isWide isPending={submit.isPending}>
          {i18n._('Create the account')}
        </Button>
      </form>
    </DoorLayout>
  );
}
