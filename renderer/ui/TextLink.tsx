import type { ReactNode } from 'react';
import styles from './TextLink.module.css';

/** A link to another page of ours, in this tab. What happens on the same page is a Button. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={styles.link} href={href}>
      {children}
    </a>
  );
}
