import type { ReactNode } from 'react';
import { muteKeySchema, type MuteKey } from '../../../src/protocol/ipc/muteKey.ts';
import { usePlatform, useShell } from '../../platform/PlatformContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import { ChangeHub } from './ChangeHub.tsx';
import { ChangeKey } from './ChangeKey.tsx';
import styles from './Shell.module.css';
import { crashWords, hubWords, keyPlaceWords, muteKeyName, updateWords } from './shellWords.ts';
import { useShellAct } from './useShellAct.ts';

/** What the desktop app alone has: its hub, its key, the key that mutes from anywhere, updates, crash reports. */
export function ShellSection() {
  const found = useShell();
  const platform = usePlatform();
  const i18n = useWords();
  const act = useShellAct();
  if (found === null) return null;
  const { shell, state } = found;
  const { hub, key, muteKey, updates, crashes } = state;
  const aboutKey = keyPlaceWords(i18n, key);
  return (
    <Section
      title={i18n._('This app')}
      detail={i18n._('version {version}', { version: platform?.appVersion ?? '' })}
    >
      <div className={styles.rows} data-testid="shell-settings">
        <Row label={i18n._('Hub')} fact={hubWords(i18n, hub)}>
          <ChangeHub />
        </Row>
        {aboutKey !== null && (
          <Row label={i18n._('Key to the data')} fact={aboutKey}>
            {(key.at === 'keychain' || key.at === 'keyFile') && <ChangeKey />}
          </Row>
        )}
        <MuteKeyChoice muteKey={muteKey} onChange={(chosen) => act(shell.chooseMuteKey(chosen))} />
        <Row label={i18n._('New versions')} fact={updateWords(i18n, updates)}>
          {updates.at === 'ready' && (
            <Button size="small" onPress={() => act(shell.restartToUpdate())}>
              {i18n._('Restart now')}
            </Button>
          )}
        </Row>
        <Row label={i18n._('Crash reports')} fact={crashWords(i18n, crashes)}>
          {crashes.count > 0 && (
            <Button size="small" onPress={() => act(shell.deleteCrashReports())}>
              {i18n._('Delete the reports')}
            </Button>
          )}
        </Row>
      </div>
    </Section>
  );
}

function Row({ label, fact, children }: { label: string; fact: string; children?: ReactNode }) {
  return (
    <div className={styles.row}>
      <p className={styles.fact}>
        <b>{label}</b>
        <span>{fact}</span>
      </p>
      {children}
    </div>
  );
}

/** SH68: the key, and whether another program has it. */
function MuteKeyChoice({
  muteKey,
  onChange,
}: {
  muteKey: { readonly chosen: MuteKey | null; readonly isTaken: boolean };
  onChange: (key: MuteKey | null) => void;
}) {
  const i18n = useWords();
  const isMac = navigator.userAgent.includes('Mac OS');
  return (
    <div className={styles.choice}>
      <Select<MuteKey | 'none'>
        label={i18n._('Mute from any program')}
        description={i18n._(
          'A key that mutes and unmutes you during a session, whatever window is in front.',
        )}
        options={[
          { id: 'none', label: i18n._('No key') },
          ...muteKeySchema.options.map((id) => ({ id, label: muteKeyName(id, isMac) })),
        ]}
        value={muteKey.chosen ?? 'none'}
        onChange={(chosen) => onChange(chosen === 'none' ? null : chosen)}
      />
      {muteKey.isTaken && (
        <Banner tone="danger" role="status">
          {i18n._('Another program has this key, so it does nothing here. Choose another one.')}
        </Banner>
      )}
    </div>
  );
}
