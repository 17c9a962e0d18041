import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { staffLinkTokenSchema, type StaffLinkLook } from '../../../src/protocol/api/staffLinks.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { PassphraseAccountProvider, TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { isReady, NewPassphrase, NOTHING_WRITTEN } from '../settings/NewPassphrase.tsx';
import { DoorLayout } from './DoorLayout.tsx';
import styles from './DoorLayout.module.css';

/** Where a link for a passphrase leads: whoever was invited, or has forgotten theirs, chooses it here (CO36). */
export function WelcomePage() {
  const i18n = useWords();
  const { api } = useServices();
  const [token, setToken] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const take = (): void => {
      if (location.hash !== '') setToken(location.hash.slice(1));
      // Out of the address, so that it is in no bookmark and on no picture of the screen.
      history.replaceState(history.state, '', location.pathname);
    };
    take();
    // A second link that is opened in this tab changes nothing but the fragment.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  const { view, query } = useQuery(async () => {
    if (!staffLinkTokenSchema.safeParse(token).success)
      throw new CirclewellError('gone', 'the address holds no link', 'staffLink.over');
    return api.lookAtStaffLink({ token });
  }, token);
  if (view.stage === 'ready') return <ChooseForm key={token} token={token} look={view.value} />;
  if (view.stage === 'failed' && view.error.rule === 'staffLink.over')
    return (
      <DoorLayout
        title={i18n._('This link does not open')}
        lead={i18n._(
          'It was used already, revoked or replaced, or is older than seven days; or a part of it is missing.',
        )}
      >
        <div className={styles.form}>
          <p>{i18n._('Open it once more as you got it. If that does not help, ask for a new one.')}</p>
          <Link to="/sign-in">{i18n._('To the sign-in')}</Link>
        </div>
      </DoorLayout>
    );
  return (
    <DoorLayout title={i18n._('Choose a passphrase')} lead={i18n._('Looking at your link…')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {() => null}
      </QueryPane>
    </DoorLayout>
  );
}

function ChooseForm({ token, look }: { token: string; look: StaffLinkLook }) {
  const i18n = useWords();
  const router = useRouter();
  const { account, api } = useServices();
  const { kind, practiceName, displayName, accountName } = look;
  const [next, setNext] = useState(NOTHING_WRITTEN);
  const [isTriedTooSoon, setTriedTooSoon] = useState(false);
  const submit = useSubmit(async () => {
    setTriedTooSoon(!isReady(next));
    if (!isReady(next)) return;
    await api.chooseByStaffLink({ token, passphrase: next.first });
    // From here on the passphrase is theirs, and a sign-in like any other: with the second factor, if there is one.
    await account.signIn({ accountName, passphrase: next.first }).catch(() => account.markSignedOut());
    await router.invalidate();
    await router.navigate({ to: account.store.getState().stage === 'signedIn' ? '/today' : '/sign-in' });
  });
  return (
    <DoorLayout
      title={
        kind === 'invitation'
          ? i18n._('Welcome to {practice}, {name}', { practice: practiceName, name: displayName })
          : i18n._('Choose a new passphrase, {name}', { name: displayName })
      }
      lead={i18n._(
        'Choose your passphrase yourself, and tell it to nobody: not even an administrator gets to know it.',
      )}
    >
      <form className={styles.form} onSubmit={submit.onSubmit}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        {isTriedTooSoon && !isReady(next) && (
          <Banner tone="danger" role="alert">
            {i18n._('Write the same passphrase in both fields, with at least 12 characters.')}
          </Banner>
        )}
        <TextField
          label={i18n._('Name to sign in with')}
          description={i18n._('Keep it: you need it each time.')}
          value={accountName}
          onChange={() => undefined}
          autoComplete="username"
          isReadOnly
        />
        {/* The link's, whoever else may be signed in here: the name stands above. */}
        <PassphraseAccountProvider value={null}>
          <NewPassphrase value={next} onChange={setNext} passphraseOf="account" autoFocus />
        </PassphraseAccountProvider>
        <p>
          {i18n._(
            'At least five of its characters differ from one another, and it is not your name over again.',
          )}
        </p>
        <Button type="submit" variant="primary" size="large" isWide isPending={submit.isPending}>
          {i18n._('Set it and sign in')}
        </Button>
      </form>
    </DoorLayout>
  );
}
