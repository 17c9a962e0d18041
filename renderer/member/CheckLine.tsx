import { Check, CircleDashed, Minus, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './CheckLine.module.css';
import type { LineState } from './deviceChecks.ts';

export type CheckLineProps = {
  title: string;
  state: LineState;
  /** How it stands, in a few words. */
  status: string;
  actions?: ReactNode;
  children?: ReactNode;
  'data-testid'?: string;
};

const MARKS: Readonly<Record<LineState, ReactNode>> = {
  ok: <Check />,
  trouble: <TriangleAlert />,
  pending: <CircleDashed />,
  skipped: <Minus />,
};

/** One line of the device check: what, how it stands, and what can be done. */
export function CheckLine(props: CheckLineProps) {
  const { title, state, status, actions, children } = props;
  return (
    <li className={styles.line} data-state={state} data-testid={props['data-testid']}>
      <span className={styles.mark} aria-hidden="true">
        {MARKS[state]}
      </span>
      <div className={styles.words}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.status} role="status">
          {status}
        </p>
        {children}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
