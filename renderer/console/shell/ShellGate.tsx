import type { ReactNode } from 'react';
import { useShell } from '../../platform/PlatformContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { DoorLayout } from '../signIn/DoorLayout.tsx';
import styles from '../signIn/DoorLayout.module.css';
import { HubChoiceForm } from './HubChoiceForm.tsx';
import { lockedWords } from './keyWords.ts';

/** Stands before the console in the desktop app: without a hub, or without its key, there is nothing behind it to show. */
export function ShellGate({ children }: { children: ReactNode }) {
  const found = useShell();
  const i18n = useWords();
  if (found === null) return children;
  const { shell, state } = found;
  if (state.hub.kind === 'none')
    return (
      <DoorLayout
        title={i18n._('Welcome to Circlewell')}
        lead={i18n._('First, say where your groups are. You can change it later in Settings.')}
      >
        <HubChoiceForm shell={shell} first={{ kind: null, address: '' }} />
      </DoorLayout>
    );
  if (state.key.at === 'locked' || state.key.at === 'broken') return <KeyGone />;
  return children;
}

/** SH56: the practice's data is there, and its key is not. */
function KeyGone() {
  const i18n = useWords();
  const found = useShell();
  const submit = useSubmit(async () => {
    await found?.shell.retryKey();
  });
  if (found === null) return null;
  return (
    <DoorLayout
      title={i18n._('The key to your data cannot be had')}
      lead={i18n._('Nothing is lost. Your data stays sealed on this computer until its key is back.')}
    >
      <div className={styles.form}>
        <Banner tone="danger" role="alert">
          {submit.error ? refusalWords(i18n, submit.error, 'staff') : lockedWords(i18n, found.state.key)}
        </Banner>
        <Button variant="primary" size="large" isWide isPending={submit.isPending} onPress={submit.run}>
          {i18n._('Try again')}
        </Button>
      </div>
    </DoorLayout>
  );
}
