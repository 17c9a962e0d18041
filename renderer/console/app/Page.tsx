import type { ReactNode } from 'react';
import styles from './Page.module.css';

/** A place of the console: its heading, what one does there most, and the content. */
export function Page({
  title,
  detail,
  actions,
  children,
}: {
  title: string;
  detail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          {detail !== undefined && <p className={styles.detail}>{detail}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A titled part of a place. */
export function Section({
  title,
  detail,
  children,
}: {
  title: string;
  detail?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </div>
      {children}
    </section>
  );
}
