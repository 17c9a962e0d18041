import type { Credential } from '../../../src/protocol/notes/note.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './Settings.module.css';

/** What somebody signs with, as far as it matters to who looks at the staff list (SG70). */
export function CredentialLine({ credential }: { credential: Credential | null }) {
  const i18n = useWords();
  if (!credential) return null;
  const { type, expiresOn, requiresCosignature } = credential;
  // The hub decides by the practice's day; here it is to be noticed.
  const isExpired = expiresOn !== null && Date.parse(`${expiresOn}T23:59:59`) < Date.now();
  if (!isExpired)
    return <span>{requiresCosignature ? i18n._('{type}, with co-signature', { type }) : type}</span>;
  return (
    <div className={styles.credential}>
      <Tag tone="danger">{i18n._('{type}: expired', { type })}</Tag>
    </div>
  );
}
