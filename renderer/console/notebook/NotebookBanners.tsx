import { KeyRound, LockKeyhole, NotebookPen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import styles from './Notebook.module.css';
import { BringAuthorDialog } from './BringAuthorDialog.tsx';
import { OutOfUseBanner } from './OutOfUseBanner.tsx';
import { OpenNotebookDialog } from './OpenNotebookDialog.tsx';
import { RecoveryKeyDialog } from './RecoveryKeyDialog.tsx';
import { StartAnewDialog } from './StartAnewDialog.tsx';

/** What the notebook needs from somebody, above every place, without being in the way (NB51, NB54, NB55, NB59). */
export function NotebookBanners() {
  const i18n = useWords();
  const { notebook } = useServices();
  const { access, question, recoveryKey } = useStore(notebook.store);
  const [isAsked, setAsked] = useState(false);
  const [isForgotten, setForgotten] = useState(false);
  const close = (): void => {
    setAsked(false);
    setForgotten(false);
  };
  const ask = (label: string): ReactNode => (
    <Button size="small" onPress={() => setAsked(true)}>
      {label}
    </Button>
  );
  const banner = (icon: ReactNode, title: string, words: string, action: ReactNode): ReactNode => (
    <div className={styles.banners}>
      <Banner
        tone="info"
        role="note"
        icon={icon}
        title={title}
        actions={action}
        data-testid="notebook-banner"
      >
        {words}
      </Banner>
    </div>
  );

  if (access.at === 'openElsewhere')
    return banner(
      <NotebookPen />,
      i18n._('Your notes are open in another tab'),
      i18n._('Write there, or close it: one tab at a time writes them, so that nothing is written over.'),
      <Button size="small" onPress={() => void notebook.wake()}>
        {i18n._('Open them here')}
      </Button>,
    );
  if (access.at === 'failed')
    return banner(
      <NotebookPen />,
      i18n._('Your notes cannot be opened on this workstation'),
      i18n._(
        'What is on the hub is safe. Load the page anew. If it stays so, use another browser or the desktop app, and tell whoever runs the hub.',
      ),
      null,
    );
  if (access.at === 'outOfUse')
    return <OutOfUseBanner since={access.since} waitingCount={access.waitingCount} />;
  if (question === 'keychainShut')
    return banner(
      <LockKeyhole />,
      i18n._('Your notes on this workstation are locked'),
      i18n._(
        'The keychain of this system does not open them. Unlock it, or sign in to this machine with the account you always use. Then try again.',
      ),
      <Button size="small" onPress={() => void notebook.wake()}>
        {i18n._('Try again')}
      </Button>,
    );
  if (question === 'recoveryKey')
    return (
      <>
        {banner(
          <KeyRound />,
          i18n._('Your process notes were begun on another workstation'),
          i18n._('With their recovery key you can read and write them here as well.'),
          ask(i18n._('Set up notes here')),
        )}
        {isAsked && <BringAuthorDialog onClose={close} />}
      </>
    );
  if (question !== null)
    return (
      <>
        {banner(
          <LockKeyhole />,
          access.at === 'new'
            ? i18n._('Your notes are not set up on this workstation')
            : i18n._('Your notes on this workstation are locked'),
          i18n._('Your passphrase opens them. Everything else works without.'),
          ask(i18n._('Open your notes')),
        )}
        {isAsked && !isForgotten && (
          <OpenNotebookDialog onClose={close} onForgotten={() => setForgotten(true)} />
        )}
        {isForgotten && <StartAnewDialog onClose={close} />}
      </>
    );
  if (recoveryKey !== null)
    return (
      <>
        {banner(
          <KeyRound />,
          i18n._('Keep the recovery key for your process notes'),
          i18n._('Nobody else can open them, and without it no other workstation can.'),
          ask(i18n._('Show the key')),
        )}
        {isAsked && <RecoveryKeyDialog recoveryKey={recoveryKey} onClose={close} />}
      </>
    );
  return null;
}
