import { useId, useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { PasskeyButton } from '../confirm/PasskeyButton.tsx';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import { CircleMark } from '../signIn/CircleMark.tsx';
import doorStyles from '../signIn/DoorLayout.module.css';
import { coverPage } from './coverPage.ts';
import styles from './LockScreen.module.css';

/** Covers the console until the passphrase is given, or a passkey (CO63, CO72). */
export function LockScreen({ host }: { host: HTMLElement }) {
  const i18n = useWords();
  const titleId = useId();
  const { lock } = useServices();
  const displayName = useStore(lock.store, (view) => view.displayName);
  const passkeyHosts = useStore(lock.store, (view) => view.passkeyHosts);
  const [passphrase, setPassphrase] = useState('');
  const unlocking = useSubmit(() => lock.unlock(passphrase));
  const leaving = useSubmit(() => lock.signOut());
  // Before the first picture of it, so that nothing shines through.
  useLayoutEffect(() => coverPage(host), [host]);
  const error = unlocking.error ?? leaving.error;
  return (
    <div
      className={styles.screen}
      role="dialog"
      aria-modal="true"
      aria-labelledby={titleId}
      data-testid="lock"
    >
      <div className={doorStyles.card}>
        <p className={doorStyles.brand}>
          <CircleMark />
          Circlewell
        </p>
        <div>
          <h1 className={doorStyles.title} id={titleId}>
            {i18n._('Locked')}
          </h1>
          <p className={doorStyles.lead}>
            {displayName === null
              ? i18n._('Type your passphrase to go on.')
              : i18n._('{name} is signed in here. Type your passphrase to go on.', { name: displayName })}
          </p>
        </div>
        <form className={doorStyles.form} onSubmit={unlocking.onSubmit}>
          {error && (
            <Banner tone="danger" role="alert">
              {refusalWords(i18n, error, 'staff')}
            </Banner>
          )}
          <PassphraseField value={passphrase} onChange={setPassphrase} autoFocus />
          <Button type="submit" variant="primary" size="large" isWide isPending={unlocking.isPending}>
            {i18n._('Unlock')}
          </Button>
          <PasskeyButton use={lock.unlock} hosts={passkeyHosts} />
          <Button isWide isPending={leaving.isPending} onPress={leaving.run}>
            {i18n._('Sign out')}
          </Button>
        </form>
        <p className={doorStyles.lead}>
          {i18n._('A session that is on goes on, and what you were writing is kept. Signing out ends both.')}
        </p>
      </div>
    </div>
  );
}
