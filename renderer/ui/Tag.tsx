import type { ReactNode } from 'react';
import styles from './Tag.module.css';

export type TagTone = 'neutral' | 'accent' | 'help' | 'danger' | 'good';

/** One quiet word beside a name. */
export function Tag({
  children,
  tone = 'neutral',
  icon,
}: {
  children: ReactNode;
  tone?: TagTone;
  icon?: ReactNode;
}) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      {children}
    </span>
  );
}
