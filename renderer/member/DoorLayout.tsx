import { useEffect, useRef, type ReactNode } from 'react';
import { LanguageToggle } from '../ui/LanguageToggle.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './DoorLayout.module.css';

export type DoorLayoutProps = {
  title: string;
  /** A sentence under the title. */
  lead?: ReactNode;
  children?: ReactNode;
  /** The buttons at the end, the main one first. */
  actions?: ReactNode;
  icon?: ReactNode;
};

/** One column of calm text with its buttons: every screen from the link to the room, and after it. */
export function DoorLayout({ title, lead, children, actions, icon }: DoorLayoutProps) {
  const i18n = useWords();
  const heading = useRef<HTMLHeadingElement>(null);

  // A new screen is told to screen readers by its heading, and Tab goes on from there. It is read from its top, however far
  // down the one before was read.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);

  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <span className={styles.brand}>Circlewell</span>
        <LanguageToggle isLabelHidden />
      </header>
      <main className={styles.main}>
        {icon !== undefined && (
          <span className={styles.icon} aria-hidden="true">
            {icon}
          </span>
        )}
        <div className={styles.heading}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        <p className={styles.note}>{i18n._('Nothing here is recorded.')}</p>
      </main>
    </div>
  );
}
