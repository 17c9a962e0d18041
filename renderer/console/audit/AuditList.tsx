import type { AuditEntry } from '../../../src/protocol/api/audit.ts';
import { useWords } from '../../words/i18n.ts';
import { clockTime, dayName, isSameDay } from '../../words/time.ts';
import styles from './Audit.module.css';
import { detailWords, entryWords } from './auditWords.ts';

/** The entries, newest first, each day under its name. */
export function AuditList({ entries }: { entries: readonly AuditEntry[] }) {
  const i18n = useWords();
  return byDay(entries).map((day) => (
    <section key={day[0]?.seq} className={styles.day}>
      <h2 className={styles.dayName}>{dayName(i18n, day[0]?.at ?? 0)}</h2>
      <ol role="list" className={styles.entries}>
        {day.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry }: { entry: AuditEntry }) {
  const i18n = useWords();
  const details = detailWords(i18n, entry);
  return (
    <li className={styles.entry} data-kind={entry.kind}>
      <time className={styles.time} dateTime={new Date(entry.at).toISOString()}>
        {clockTime(i18n, entry.at)}
      </time>
      <div className={styles.what}>
        <p>{entryWords(i18n, entry)}</p>
        <p className={styles.details}>{[i18n._('no. {seq}', { seq: entry.seq }), ...details].join(' · ')}</p>
      </div>
    </li>
  );
}

function byDay(entries: readonly AuditEntry[]): AuditEntry[][] {
  const days: AuditEntry[][] = [];
  for (const entry of entries) {
    const day = days.at(-1);
    if (day?.[0] && isSameDay(day[0].at, entry.at)) day.push(entry);
    else days.push([entry]);
  }
  return days;
}
