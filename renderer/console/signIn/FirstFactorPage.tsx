import { KeySquare, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { AppSetup } from '../factors/AppSetup.tsx';
import { PasskeySetup } from '../factors/PasskeySetup.tsx';
import { RecoveryCodes } from '../factors/RecoveryCodes.tsx';
import { DoorLayout } from './DoorLayout.tsx';
import styles from './DoorLayout.module.css';

type Step =
  | { readonly at: 'choice' | 'app' | 'passkey' }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

/** Where everybody needs a second factor, who has none sets one up before anything else (ID49). */
export function FirstFactorPage({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const i18n = useWords();
  const { account, passkeys } = useServices();
  const [step, setStep] = useState<Step>({ at: passkeys.isUsable ? 'choice' : 'app' });
  // The factor has signed in by itself; the page waits for the codes to be kept.
  const goOn = (): void => {
    void account.refresh().then(onSignedIn, account.markSignedOut);
  };
  const show = (codes: readonly string[] | null): void =>
    codes === null ? goOn() : setStep({ at: 'codes', codes });
  return (
    <DoorLayout
      title={step.at === 'codes' ? i18n._('Your recovery codes') : i18n._('Set up a second factor')}
      lead={
        step.at === 'codes'
          ? i18n._('The second factor is on.')
          : i18n._('Your practice asks everybody for one beside the passphrase. It takes two minutes, once.')
      }
    >
      <div className={styles.form}>
        {step.at === 'choice' && (
          <>
            <Button size="large" isWide icon={<Smartphone />} onPress={() => setStep({ at: 'app' })}>
              {i18n._('With an authenticator app')}
            </Button>
            <Button size="large" isWide icon={<KeySquare />} onPress={() => setStep({ at: 'passkey' })}>
              {i18n._('With a passkey')}
            </Button>
          </>
        )}
        {step.at === 'app' && <AppSetup onAdded={({ recoveryCodes }) => show(recoveryCodes)} />}
        {step.at === 'passkey' && <PasskeySetup onAdded={({ recoveryCodes }) => show(recoveryCodes)} />}
        {step.at === 'codes' && <RecoveryCodes codes={step.codes} onDone={goOn} />}
        {(step.at === 'app' || step.at === 'passkey') && passkeys.isUsable && (
          <Button isWide variant="plain" onPress={() => setStep({ at: 'choice' })}>
            {i18n._('Choose another way')}
          </Button>
        )}
        {step.at !== 'codes' && (
          <Button isWide variant="plain" onPress={() => void account.startAgain()}>
            {i18n._('Start again')}
          </Button>
        )}
      </div>
    </DoorLayout>
  );
}
