import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { usePlatform } from '../../platform/PlatformContext.ts';
import { useWords } from '../../words/i18n.ts';
import { SessionNotesPage } from '../app/lazyPages.ts';
import { useServices } from '../app/services.ts';
import { accessWords } from '../notebook/stateWords.ts';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import { useNotebook } from '../notebook/NotebookContext.ts';
import { useAnswer } from '../notebook/useAnswer.ts';
import { passphraseAnswerWords } from '../notebook/passphraseAnswerWords.ts';
import { DoorLayout } from '../signIn/DoorLayout.tsx';
import styles from '../signIn/DoorLayout.module.css';
import { openWithoutHub } from './openWithoutHub.ts';

/** How often it is looked whether the hub is back, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** The door where the hub does not answer: opens the notes on this workstation, and the console with them (NB62). @param to where one wanted to go */
export function OfflinePage({ to }: { to: string }) {
  const i18n = useWords();
  const router = useRouter();
  const services = useServices();
  const [owners] = useState(() => services.knownNotebooks.list());
  const [staffId, setStaffId] = useState(owners[0]?.staffId ?? '');
  const [passphrase, setPassphrase] = useState('');
  const access = useNotebook();
  const keychain = usePlatform()?.keychain ?? null;
  const goOn = useCallback(() => void router.navigate({ href: to }), [router, to]);
  const { isPending, answered, give } = useAnswer(goOn);
  const owner = owners.find((one) => one.staffId === staffId);

  useEffect(() => {
    const timer = setInterval(() => {
      if (!services.pendingSignOut.store.getState().isPending)
        services.account.ensure().then(goOn, () => undefined);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [services, goOn]);

  // While the passphrase is being typed.
  useEffect(() => void SessionNotesPage.preload?.(), []);

  const title = i18n._('No connection to the hub');
  return (
    <DoorLayout
      title={title}
      lead={i18n._(
        'You can open your notes on this workstation without it, and go on writing. They go to the hub by themselves when it is back.',
      )}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (owner && !isPending) give(openWithoutHub(services, owner, passphrase));
        }}
      >
        {answered !== null && (
          <Banner tone="danger" role="alert">
            {access.at === 'openElsewhere' || access.at === 'failed' || access.at === 'outOfUse'
              ? accessWords(i18n, access)
              : passphraseAnswerWords(i18n, answered)}
          </Banner>
        )}
        {owners.length > 1 ? (
          <RadioGroup
            label={i18n._('Whose notes')}
            value={staffId}
            onChange={setStaffId}
            options={owners.map((one) => ({ value: one.staffId, label: one.displayName }))}
          />
        ) : (
          <p>{i18n._('Notes of {name}', { name: owner?.displayName ?? '' })}</p>
        )}
        {(keychain === null || (answered !== null && answered.result !== 'waitsForHub')) && (
          <PassphraseField value={passphrase} onChange={setPassphrase} autoFocus />
        )}
        <Button type="submit" variant="primary" size="large" isWide isPending={isPending}>
          {i18n._('Open your notes')}
        </Button>
        <Button isWide onPress={goOn}>
          {i18n._('Try the hub again')}
        </Button>
      </form>
    </DoorLayout>
  );
}
