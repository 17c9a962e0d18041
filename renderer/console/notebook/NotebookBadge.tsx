import { CircleAlert, LockKeyhole, NotebookPen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { NotebookState } from '../../notebook/sync/DocStates.ts';
import { Button } from '../../ui/Button.tsx';
import { PopoverButton } from '../../ui/PopoverButton.tsx';
import { useWords } from '../../words/i18n.ts';
import { useIsHubAway, useServices } from '../app/services.ts';
import { BringAsideDialog } from './BringAsideDialog.tsx';
import { PLACE_ICONS } from './DocStateBadge.tsx';
import { useNotebook, useNotebookState, type NotebookAccess } from './NotebookContext.ts';
import styles from './Notebook.module.css';
import { RenewRecoveryDialog } from './RenewRecoveryDialog.tsx';
import { ReadBackupDialog } from './ReadBackupDialog.tsx';
import { accessWords, placeWords, problemWords } from './stateWords.ts';
import { WriteBackupDialog } from './WriteBackupDialog.tsx';

const ACCESS_ICONS: Readonly<Record<Exclude<NotebookAccess['at'], 'none' | 'open'>, ReactNode>> = {
  starting: <NotebookPen />,
  openElsewhere: <NotebookPen />,
  new: <LockKeyhole />,
  locked: <LockKeyhole />,
  outOfUse: <LockKeyhole />,
  failed: <CircleAlert />,
};

/** One badge for the whole notebook: where everything is, and what is wrong, with what to do (NB56). */
export function NotebookBadge() {
  const i18n = useWords();
  const access = useNotebook();
  const state = useNotebookState();
  if (state !== null) return <OpenBadge state={state} />;
  const words = accessWords(i18n, access);
  if (words === null || access.at === 'none' || access.at === 'open') return null;
  return (
    <p className={styles.badge} data-testid="notebook-badge" data-place={access.at}>
      {ACCESS_ICONS[access.at]}
      {words}
    </p>
  );
}

type Asked = 'write' | 'read' | 'aside' | 'renew';

function OpenBadge({ state }: { state: NotebookState }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const { isPersistent, aside } = useStore(notebook.store);
  const access = useNotebook();
  const isHubAway = useIsHubAway();
  const [dialog, setDialog] = useState<Asked | null>(null);
  const { at, problem, waitingCount } = state;
  const words =
    at === 'waiting' ? i18n._('Waiting ({count})', { count: waitingCount }) : placeWords(i18n, at);
  const dialogButton = (which: Asked, label: string, close: () => void): ReactNode => (
    <Button
      size="small"
      onPress={() => {
        close();
        setDialog(which);
      }}
    >
      {label}
    </Button>
  );
  return (
    <div className={styles.badgeButton} data-testid="notebook-badge" data-place={at}>
      <PopoverButton
        label={words}
        title={i18n._('Your notes on this workstation')}
        size="small"
        variant="plain"
        icon={problem !== null && problem !== 'hubAway' ? <CircleAlert /> : PLACE_ICONS[at]}
        placement="top start"
      >
        {(close) => (
          <div className={styles.facts}>
            {(waitingCount > 0 || at === 'uploaded') && (
              <p>
                {waitingCount === 0
                  ? i18n._('Everything you have written is on the hub.')
                  : i18n._(
                      '{count, plural, one {# document is saved on this machine and on its way to the hub.} other {# documents are saved on this machine and on their way to the hub.}}',
                      { count: waitingCount },
                    )}
              </p>
            )}
            {problem !== null && <p>{problemWords(i18n, problem)}</p>}
            {isPersistent === false && (
              <p>
                {i18n._(
                  'This browser does not promise to keep your notes when its disk is full. Let them go to the hub before you close it. The desktop app keeps them.',
                )}
              </p>
            )}
            <div className={styles.buttons}>
              {dialogButton('write', i18n._('Write a backup file…'), close)}
              {dialogButton('read', i18n._('Read a backup file…'), close)}
              {aside.length > 0 && dialogButton('aside', i18n._('Open a notebook from before…'), close)}
              {!isHubAway && dialogButton('renew', i18n._('New recovery key…'), close)}
            </div>
          </div>
        )}
      </PopoverButton>
      {access.at === 'open' && dialog === 'write' && (
        <WriteBackupDialog client={access.client} onClose={() => setDialog(null)} />
      )}
      {access.at === 'open' && dialog === 'aside' && (
        <BringAsideDialog client={access.client} onClose={() => setDialog(null)} />
      )}
      {dialog === 'renew' && <RenewRecoveryDialog onClose={() => setDialog(null)} />}
      {access.at === 'open' && dialog === 'read' && (
        <ReadBackupDialog client={access.client} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}
