import type { I18n } from '@lingui/core';
import { Download, HardDriveDownload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { BackupState, Backups } from '../../../src/protocol/api/backups.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime, dayAndTime, fileSize } from '../../words/time.ts';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { startDownload } from '../app/saveFile.ts';
import { useServices } from '../app/services.ts';
import { BackupDialog } from './BackupDialog.tsx';
import { createBackupModel, type BackupModel } from './backupModel.ts';
import styles from './Settings.module.css';

const timers = {
  set: (run: () => void, ms: number) => window.setTimeout(run, ms),
  clear: (timer: number) => window.clearTimeout(timer),
};

/** Backups by a button, for those who operate the hub (OP7). */
export function BackupSection() {
  const i18n = useWords();
  const { api } = useServices();
  const [model] = useState(() => createBackupModel({ api, timers }));
  useEffect(() => {
    model.open();
    return () => model.close();
  }, [model]);
  const view = useStore(model.backups.store);
  return (
    <Section title={i18n._('Backup')}>
      <QueryPane view={view} onRetry={() => model.open()}>
        {(backups) => <BackupParts model={model} backups={backups} />}
      </QueryPane>
    </Section>
  );
}

function BackupParts({ model, backups }: { model: BackupModel; backups: Backups }) {
  const i18n = useWords();
  const [isAsking, setAsking] = useState(false);
  const recoveryKey = useStore(model.recoveryKey);
  const { state, lastMadeAt } = backups;
  return (
    <div className={styles.backup}>
      <p className={styles.words}>
        {i18n._(
          'One sealed file with everything the practice keeps: with it and its passphrase, an empty machine becomes this hub again.',
        )}{' '}
        {lastMadeAt === null
          ? i18n._('No backup has been made yet.')
          : i18n._('The last one was made on {time}.', { time: dayAndTime(i18n, lastMadeAt) })}
      </p>
      {recoveryKey !== null && <RecoveryKey recoveryKey={recoveryKey} onDone={model.putKeyAway} />}
      <BackupProgress state={state} />
      <div>
        <Button
          icon={<HardDriveDownload />}
          onPress={state.stage === 'running' ? undefined : () => setAsking(true)}
        >
          {i18n._('Make a backup…')}
        </Button>
      </div>
      {isAsking && <BackupDialog onClose={() => setAsking(false)} onBegin={model.begin} />}
    </div>
  );
}

function BackupProgress({ state }: { state: BackupState }) {
  const i18n = useWords();
  switch (state.stage) {
    case 'none':
      return null;
    case 'running': {
      const phases = {
        copying: i18n._('Copying while the hub goes on…'),
        sealing: i18n._('Sealing…'),
        checking: i18n._('Reading it back…'),
      };
      return <Progress label={phases[state.phase]} value={state.fraction} max={1} />;
    }
    case 'failed':
      return (
        <Banner tone="danger" role="alert" title={i18n._('The backup could not be made')}>
          {failureWords(i18n, state.reason)}
        </Banner>
      );
    case 'ready':
      return (
        <Banner
          tone="good"
          title={i18n._('The backup is ready')}
          data-testid="backup-ready"
          actions={
            <Button
              size="small"
              variant="primary"
              icon={<Download />}
              onPress={() => startDownload('/api/backups/file')}
            >
              {i18n._('Download')}
            </Button>
          }
        >
          {i18n._(
            '{size}, read back whole. Download it before {time}, and keep it on another machine than the hub’s.',
            { size: fileSize(i18n, state.bytes), time: clockTime(i18n, state.expiresAt) },
          )}
        </Banner>
      );
  }
}

function failureWords(i18n: I18n, reason: Extract<BackupState, { stage: 'failed' }>['reason']): string {
  switch (reason) {
    case 'noSpace':
      return i18n._('The hub’s disk is full. Make room there, then try again. Nothing is lost.');
    case 'sourceBroken':
      return i18n._(
        'The hub’s database is damaged. Tell whoever runs the hub at once, and keep the last backup that was made: it counts now.',
      );
    case 'unknown':
      return i18n._('The hub’s log says why. Try again, or ask whoever runs the hub. Nothing is lost.');
  }
}

function RecoveryKey({ recoveryKey, onDone }: { recoveryKey: string; onDone: () => void }) {
  const i18n = useWords();
  return (
    <Banner
      tone="help"
      role="alert"
      title={i18n._('The recovery key of this backup')}
      data-testid="recovery-key"
      actions={
        <Button size="small" onPress={onDone}>
          {i18n._('I have written it down')}
        </Button>
      }
    >
      <p>
        <code className={styles.key}>{recoveryKey}</code>
      </p>
      <p>
        {i18n._(
          'It is shown only now. Write it down and keep it apart from the backup: without it the backup cannot be opened.',
        )}
      </p>
    </Banner>
  );
}
