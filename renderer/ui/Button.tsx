import type { ReactNode } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type ButtonVariant = 'primary' | 'quiet' | 'help' | 'danger' | 'plain';

export type ButtonProps = {
  children: ReactNode;
  /** Given as `undefined`, the button is disabled. Leave it out inside a trigger or for `type="submit"`. */
  onPress?: ((event: PressEvent) => void) | undefined;
  variant?: ButtonVariant;
  size?: 'normal' | 'small' | 'large';
  icon?: ReactNode;
  /** The key that does the same, as a chip. */
  keyHint?: string | undefined;
  /** `stacked` sets the icon above the word. */
  layout?: 'inline' | 'stacked';
  isWide?: boolean;
  isPending?: boolean;
  /** A toggle: says and shows whether it is on. Only where the words stay the same: "Unmute, pressed" says the opposite. */
  isPressed?: boolean | undefined;
  /** Shows that it is on, and says nothing: for a button whose words tell it. */
  isOn?: boolean | undefined;
  /** A count beside the word, left out at 0, and what it says to whoever does not see it. */
  badge?: { count: number; words: string };
  type?: 'button' | 'submit';
  autoFocus?: boolean;
  className?: string;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-expanded'?: boolean;
  'data-testid'?: string;
};

/** A button. One `primary` at most in a view; `help` only where a person needs somebody; `danger` for leaving and ending. */
export function Button(props: ButtonProps) {
  const {
    children,
    variant = 'quiet',
    size = 'normal',
    layout = 'inline',
    type = 'button',
    icon,
    keyHint,
  } = props;
  const { isWide, isPending = false, isPressed, badge, className } = props;
  const isImpossible = 'onPress' in props && props.onPress === undefined && type !== 'submit';
  return (
    <AriaButton
      type={type}
      isDisabled={isImpossible}
      isPending={isPending}
      className={cx(styles.button, isWide && styles.wide, className)}
      data-variant={variant}
      data-size={size}
      data-layout={layout}
      data-on={isPressed === true || props.isOn === true || undefined}
      {...(props.onPress && { onPress: props.onPress })}
      {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
      {...(props.autoFocus && { autoFocus: true })}
      {...(props['aria-label'] !== undefined && { 'aria-label': props['aria-label'] })}
      {...(props['aria-describedby'] !== undefined && { 'aria-describedby': props['aria-describedby'] })}
      {...(props['aria-expanded'] !== undefined && { 'aria-expanded': props['aria-expanded'] })}
      {...(props['data-testid'] !== undefined && { 'data-testid': props['data-testid'] })}
    >
      {icon !== undefined && (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <span className={styles.label}>{children}</span>
      {badge && badge.count > 0 && (
        <>
          <span className={cx(styles.badge, 'tabular')} aria-hidden="true">
            {badge.count > 99 ? '99+' : badge.count}
          </span>
          <VisuallyHidden>, {badge.words}</VisuallyHidden>
        </>
      )}
      {keyHint !== undefined && <Kbd>{keyHint}</Kbd>}
    </AriaButton>
  );
}
