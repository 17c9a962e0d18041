import type { ReactNode } from 'react';
import styles from './Today.module.css';

/** A part of Today in which nothing is to be done: says so, and no more. */
export function QuietLine({
  icon,
  tone = 'neutral',
  children,
}: {
  icon: ReactNode;
  tone?: 'neutral' | 'good';
  children: ReactNode;
}) {
  return (
    <p className={styles.quiet} data-tone={tone}>
      <span aria-hidden="true">{icon}</span>
      <span>{children}</span>
    </p>
  );
}
