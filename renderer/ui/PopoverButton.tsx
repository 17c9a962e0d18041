import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { Button, type ButtonVariant } from './Button.tsx';
import menuStyles from './Menu.module.css';
import styles from './PopoverButton.module.css';

export type PopoverButtonProps = {
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  icon?: ReactNode;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  keyHint?: string;
  /** The heading inside, and its accessible name; else the label is. */
  title?: string;
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'top' | 'bottom';
};

/** A button that opens a small layer beside it, for a few fields or choices. */
export function PopoverButton(props: PopoverButtonProps) {
  const {
    label,
    children,
    icon,
    variant = 'quiet',
    size = 'normal',
    keyHint,
    title,
    placement = 'bottom end',
  } = props;
  return (
    <DialogTrigger>
      <Button variant={variant} size={size} keyHint={keyHint} {...(icon !== undefined && { icon })}>
        {label}
      </Button>
      <Popover className={menuStyles.popover ?? ''} placement={placement} offset={6}>
        <Dialog className={styles.dialog ?? ''} {...(title === undefined && { 'aria-label': label })}>
          {({ close }) => (
            <>
              {title !== undefined && (
                <Heading slot="title" level={2} className={styles.title ?? ''}>
                  {title}
                </Heading>
              )}
              {typeof children === 'function' ? children(close) : children}
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
