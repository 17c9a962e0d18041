import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** A place with nothing in it yet: says so, and what comes here or how to begin. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  /** It is all that the screen says: the title is the screen's heading. */
  isWholeScreen?: boolean;
}) {
  const { title, children, icon, action, isWholeScreen = false } = props;
  const Title = isWholeScreen ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}
