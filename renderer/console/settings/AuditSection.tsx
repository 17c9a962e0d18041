import { Link } from '@tanstack/react-router';
import { useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import styles from './Settings.module.css';

/** The way to the audit, for those who may read it. */
export function AuditSection() {
  const i18n = useWords();
  return (
    <Section title={i18n._('Audit')}>
      <p className={styles.words}>
        {i18n._('Who signed in, what was changed, and who read which roster: every entry in its place.')}{' '}
        <Link to="/settings/audit">{i18n._('Read the audit')}</Link>
      </p>
    </Section>
  );
}
