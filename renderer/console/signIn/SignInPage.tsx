import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import { CloudOff } from 'lucide-react';
import { DoorLayout } from './DoorLayout.tsx';
import styles from './DoorLayout.module.css';
import { FirstFactorPage } from './FirstFactorPage.tsx';
import { SecondStepForm } from './SecondStepForm.tsx';
import { SignInByPasskey } from './SignInByPasskey.tsx';

/** Signing in, step by step: the passphrase, then what the account asks for beside it (ID40, ID41, ID49). */
export function SignInPage() {
  const router = useRouter();
  const halfway = useStore(useServices().account.store, (view) =>
    view.stage === 'halfway' ? view.halfway : null,
  );
  const onSignedIn = async (): Promise<void> => {
    await router.invalidate();
    await router.navigate({ to: '/today' });
  };
  switch (halfway?.next) {
    case 'secondFactor':
      return <SecondStepForm ways={halfway.ways} onSignedIn={onSignedIn} />;
    case 'setUpFactor':
      return <FirstFactorPage onSignedIn={onSignedIn} />;
    case undefined:
      return <PassphraseForm onSignedIn={onSignedIn} />;
  }
}

/** With the account's name and passphrase; or by a passkey, where there may be one. */
function PassphraseForm({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const i18n = useWords();
  const { account } = useServices();
  const [accountName, setAccountName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const submit = useSubmit(async () => {
    await account.signIn({ accountName: accountName.trim(), passphrase });
    if (account.store.getState().stage === 'signedIn') await onSignedIn();
  });
  return (
    <DoorLayout
      title={i18n._('Sign in')}
      lead={i18n._('Use the name and the passphrase of your staff account.')}
    >
      <form className={styles.form} onSubmit={submit.onSubmit}>
        <SignedOutHere />
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
        <PassphraseField value={passphrase} onChange={setPassphrase} />
        <Button type="submit" variant="primary" size="large" isWide isPending={submit.isPending}>
          {i18n._('Sign in')}
        </Button>
        <SignInByPasskey onSignedIn={onSignedIn} />
      </form>
    </DoorLayout>
  );
}

/** Signing out is done here, and not yet at the hub (CO76). */
function SignedOutHere() {
  const i18n = useWords();
  const { pendingSignOut, knownNotebooks } = useServices();
  const isPending = useStore(pendingSignOut.store, (view) => view.isPending);
  if (!isPending) return null;
  return (
    <Banner
      tone="info"
      icon={<CloudOff />}
      title={i18n._('You are signed out here')}
      data-testid="signed-out-here"
    >
      <p>
        {i18n._(
          'The hub does not answer. It is told as soon as it is back; leave this page open for that, or open it again then. Until it has heard, nobody gets in here by the sign-in that was.',
        )}
      </p>
      {knownNotebooks.list().length > 0 && (
        <Link to="/offline" search={{ to: '/today' }}>
          {i18n._('Open notes on this workstation')}
        </Link>
      )}
    </Banner>
  );
}
