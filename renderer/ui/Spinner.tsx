import { cx } from './cx.ts';
import styles from './Spinner.module.css';

/** Something is under way and nobody knows how long it takes. Always says what. With reduced motion it stands still. */
export function Spinner({ label, isLabelHidden = false }: { label: string; isLabelHidden?: boolean }) {
  return (
    <span className={styles.spinner} role="status">
      <svg className={styles.ring} viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" className={styles.track} />
        <path d="M12 3a9 9 0 0 1 9 9" className={styles.arc} />
      </svg>
      <span className={cx(isLabelHidden && styles.hidden)}>{label}</span>
    </span>
  );
}
