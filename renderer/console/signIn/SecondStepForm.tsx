import { useState } from 'react';
import type { Halfway } from '../../../src/protocol/api/factors.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { CodeField } from '../factors/CodeField.tsx';
import { DoorLayout } from './DoorLayout.tsx';
import styles from './DoorLayout.module.css';
import { SignInByPasskey } from './SignInByPasskey.tsx';

type Ways = Extract<Halfway, { next: 'secondFactor' }>['ways'];
type Typed = Exclude<Ways[number], 'passkey'>;

/** The second step of a sign-in: a code, a recovery code, or a passkey after all (ID41). */
export function SecondStepForm({ ways, onSignedIn }: { ways: Ways; onSignedIn: () => Promise<void> }) {
  const i18n = useWords();
  const { account, passkeys } = useServices();
  const typed = ways.filter((way): way is Typed => way !== 'passkey');
  const [way, setWay] = useState<Typed | undefined>(typed[0]);
  const [code, setCode] = useState('');
  const submit = useSubmit(async () => {
    if (way === undefined) return;
    await account.giveCode({ kind: way, code });
    await onSignedIn();
  });
  const other = typed.find((one) => one !== way);
  const isOutOfReach = ways.includes('passkey') && !ways.includes('code') && !passkeys.isUsable;
  return (
    <DoorLayout
      title={i18n._('One more step')}
      lead={i18n._('Your passphrase is right. Now show that it is you.')}
    >
      <form className={styles.form} onSubmit={submit.onSubmit}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        {isOutOfReach && (
          <Banner tone="info">
            {i18n._(
              'Your passkey cannot be used in this window. Open Circlewell in a browser by its name, or use a recovery code.',
            )}
          </Banner>
        )}
        {way === 'code' && <CodeField value={code} onChange={setCode} />}
        {way === 'recoveryCode' && (
          <TextField
            label={i18n._('Recovery code')}
            description={i18n._('One of the codes you kept. Capitals, spaces and hyphens do not matter.')}
            value={code}
            onChange={setCode}
            autoComplete="off"
            maxLength={40}
            isRequired
            autoFocus
          />
        )}
        {way !== undefined && (
          <Button type="submit" variant="primary" size="large" isWide isPending={submit.isPending}>
            {i18n._('Go on')}
          </Button>
        )}
        {ways.includes('passkey') && <SignInByPasskey onSignedIn={onSignedIn} />}
        {other !== undefined && (
          <Button
            isWide
            variant="plain"
            onPress={() => {
              setWay(other);
              setCode('');
            }}
          >
            {other === 'code' ? i18n._('Use the code of your app') : i18n._('Use a recovery code')}
          </Button>
        )}
        <Button isWide variant="plain" onPress={() => void account.startAgain()}>
          {i18n._('Start again')}
        </Button>
      </form>
    </DoorLayout>
  );
}
