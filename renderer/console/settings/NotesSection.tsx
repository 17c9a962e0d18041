import { Link } from '@tanstack/react-router';
import { useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import styles from './Settings.module.css';

/** The way to how notes are written, for those who settle it (SG72). */
export function NotesSection() {
  const i18n = useWords();
  return (
    <Section title={i18n._('Notes')}>
      <p className={styles.words}>
        {i18n._('The format, deadlines and holidays, and your practice’s own prompts, tags and texts.')}{' '}
        <Link to="/settings/notes">{i18n._('Settle how notes are written')}</Link>
      </p>
    </Section>
  );
}
