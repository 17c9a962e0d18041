import styles from './Kbd.module.css';

/** The name of a key, as a quiet chip. Hidden from screen readers where it stands in a control: the control says its keys itself. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  );
}
