import type { ReactNode } from 'react';
import styles from './VisuallyHidden.module.css';

/** Said by screen readers, not shown. */
export function VisuallyHidden({
  children,
  as: As = 'span',
}: {
  children: ReactNode;
  as?: 'span' | 'div' | 'h1' | 'h2' | 'h3';
}) {
  return <As className={styles.hidden}>{children}</As>;
}
