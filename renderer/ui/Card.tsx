import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Card.module.css';

export type CardProps = {
  children: ReactNode;
  tone?: 'plain' | 'sunken' | 'help';
  as?: 'div' | 'section' | 'article' | 'li';
  className?: string | undefined;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'data-testid'?: string;
};

/** Things that belong together, on a surface of their own. */
export function Card({ children, tone = 'plain', as: As = 'div', className, ...rest }: CardProps) {
  return (
    <As className={cx(styles.card, className)} data-tone={tone} {...rest}>
      {children}
    </As>
  );
}
