import type { ReactNode } from 'react';
import { LanguageToggle } from '../../ui/LanguageToggle.tsx';
import { ChangeHub } from '../shell/ChangeHub.tsx';
import { CircleMark } from './CircleMark.tsx';
import styles from './DoorLayout.module.css';

/** The page before one is signed in: a single card in the middle. */
export function DoorLayout({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <CircleMark />
          Circlewell
        </p>
        <div>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.lead}>{lead}</p>
        </div>
        {children}
      </div>
      <div className={styles.language}>
        <LanguageToggle />
      </div>
      <ChangeHub />
    </main>
  );
}
