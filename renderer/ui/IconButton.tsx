import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger, type PressEvent } from 'react-aria-components';
import { Button, type ButtonVariant } from './Button.tsx';
import styles from './IconButton.module.css';
import { Kbd } from './Kbd.tsx';

export type IconButtonProps = {
  /** The accessible name, shown as a tooltip too. */
  label: string;
  icon: ReactNode;
  /** Given as `undefined`, the button is disabled. */
  onPress?: ((event: PressEvent) => void) | undefined;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  keyHint?: string;
  isPressed?: boolean | undefined;
  /** Where it shows and hides something: whether that is shown. */
  isExpanded?: boolean;
  placement?: 'top' | 'bottom' | 'start' | 'end';
  'data-testid'?: string;
};

/** A button that shows an icon alone. Prefer a Button with words where there is room. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, variant = 'plain', size = 'normal', keyHint, placement = 'top', isPressed } = props;
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      <Button
        aria-label={label}
        icon={icon}
        variant={variant}
        size={size}
        isPressed={isPressed}
        className={styles.square ?? ''}
        {...(props.isExpanded !== undefined && { 'aria-expanded': props.isExpanded })}
        {...('onPress' in props && { onPress: props.onPress })}
        {...(props['data-testid'] !== undefined && { 'data-testid': props['data-testid'] })}
      >
        {null}
      </Button>
      <Tooltip className={styles.tooltip ?? ''} offset={6} placement={placement}>
        {label}
        {keyHint !== undefined && <Kbd>{keyHint}</Kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
