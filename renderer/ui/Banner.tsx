import { CircleCheck, HandHelping, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './Banner.module.css';
import { IconButton } from './IconButton.tsx';

export type BannerTone = 'info' | 'help' | 'danger' | 'good';

export type BannerProps = {
  tone: BannerTone;
  children: ReactNode;
  title?: string;
  icon?: ReactNode;
  /** Small buttons. */
  actions?: ReactNode;
  onDismiss?: (() => void) | undefined;
  /** `status` is read out when there is time, `alert` at once, `note` not by itself. */
  role?: 'status' | 'alert' | 'note';
  'data-testid'?: string;
};

const ICONS: Readonly<Record<BannerTone, ReactNode>> = {
  info: <Info />,
  help: <HandHelping />,
  danger: <TriangleAlert />,
  good: <CircleCheck />,
};

/** Something that is so just now, said where it matters: what happened, what it means, what to do. */
export function Banner(props: BannerProps) {
  const { tone, children, title, icon, actions, onDismiss, role = 'status' } = props;
  const i18n = useWords();
  return (
    <div className={styles.banner} data-tone={tone} role={role} data-testid={props['data-testid']}>
      <span className={styles.icon} aria-hidden="true">
        {icon ?? ICONS[tone]}
      </span>
      <div className={styles.words}>
        {title !== undefined && <strong className={styles.title}>{title}</strong>}
        <div>{children}</div>
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      {onDismiss !== undefined && (
        <IconButton
          label={i18n._('Dismiss')}
          icon={<X />}
          size="small"
          onPress={onDismiss}
          placement="bottom"
        />
      )}
    </div>
  );
}
