import { useState } from 'react';
import { LanguageToggle } from '../../ui/LanguageToggle.tsx';
import { ThemeToggle } from '../../ui/ThemeToggle.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page, Section } from '../app/Page.tsx';
import { useMe, useServices } from '../app/services.ts';
import { FactorsSection } from '../factors/FactorsSection.tsx';
import { PracticeFactorsSection } from '../factors/PracticeFactorsSection.tsx';
import { ShellSection } from '../shell/ShellSection.tsx';
import { canJoinSessions } from '../model/account.ts';
import { rightsOf } from '../model/rights.ts';
import { LockSection } from '../lock/LockSection.tsx';
import { AccountSection } from './AccountSection.tsx';
import { AuditSection } from './AuditSection.tsx';
import { BackupSection } from './BackupSection.tsx';
import { DevicePicker } from './DevicePicker.tsx';
import { DiagnosticsSection } from './DiagnosticsSection.tsx';
import { NotesSection } from './NotesSection.tsx';
import styles from './Settings.module.css';
import { SignInsSection } from './SignInsSection.tsx';
import { WorkstationsSection } from './WorkstationsSection.tsx';
import { StaffSection } from './StaffSection.tsx';

/** One's own account, devices, look and language; the practice's accounts, backup, audit and diagnostics for those with the right (CO35). */
export function SettingsPage() {
  const i18n = useWords();
  const me = useMe();
  const { capture } = useServices();
  /** Goes on with each change of one's own factors: the practice's list has them too. */
  const [factorTurn, setFactorTurn] = useState(0);
  return (
    <Page title={i18n._('Settings')}>
      <div className={styles.columns}>
        <div className={styles.column}>
          <AccountSection me={me} />
          <Section title={i18n._('Look and language')} detail={i18n._('on this machine')}>
            <div className={styles.choices}>
              <ThemeToggle />
              <LanguageToggle />
            </div>
          </Section>
        </div>
        <Section title={i18n._('Devices')} detail={i18n._('on this machine')}>
          <DevicePicker capture={capture} isTrying />
        </Section>
      </div>
      <FactorsSection onChanged={() => setFactorTurn((turn) => turn + 1)} />
      <SignInsSection />
      {canJoinSessions(me) && <WorkstationsSection />}
      <LockSection me={me} />
      <ShellSection />
      {rightsOf(me).seeStaff && <StaffSection me={me} />}
      {rightsOf(me).manageStaff && <PracticeFactorsSection me={me} turn={factorTurn} />}
      {rightsOf(me).settleNotes && <NotesSection />}
      {rightsOf(me).operateHub && <BackupSection />}
      {rightsOf(me).readAudit && <AuditSection />}
      {rightsOf(me).operateHub && <DiagnosticsSection />}
    </Page>
  );
}
