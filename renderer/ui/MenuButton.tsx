import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Separator, Text } from 'react-aria-components';
import { Button, type ButtonVariant } from './Button.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

/** An entry of a menu, or a line between two. An entry whose action is `undefined` is disabled. */
export type MenuEntry =
  | {
      readonly id: string;
      readonly label: string;
      readonly onAction: (() => void) | undefined;
      readonly icon?: ReactNode;
      readonly tone?: 'danger';
      readonly keyHint?: string;
      readonly description?: string;
    }
  | { readonly id: string; readonly separator: true };

export type MenuButtonProps = {
  label: string;
  /** What is shown of the label, where there is no room for all of it; the label begins with it. */
  shownLabel?: string;
  items: readonly MenuEntry[];
  icon?: ReactNode;
  isIconOnly?: boolean;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
};

/** A button that opens a list of actions. */
export function MenuButton({
  label,
  shownLabel,
  items,
  icon,
  isIconOnly = false,
  variant,
  size,
  placement = 'bottom end',
}: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button
        variant={variant ?? (isIconOnly ? 'plain' : 'quiet')}
        size={size ?? 'normal'}
        {...(icon !== undefined && { icon })}
        {...((isIconOnly || shownLabel !== undefined) && { 'aria-label': label })}
      >
        {isIconOnly ? null : (shownLabel ?? label)}
      </Button>
      <Popover className={styles.popover ?? ''} placement={placement} offset={4}>
        <Menu className={styles.menu ?? ''} aria-label={label}>
          {items.map((item) => (
            <Entry key={item.id} item={item} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ item }: { item: MenuEntry }) {
  if ('separator' in item) return <Separator className={styles.separator ?? ''} />;
  const { id, label, onAction, icon, tone, keyHint, description } = item;
  return (
    <MenuItem
      id={id}
      textValue={label}
      isDisabled={onAction === undefined}
      className={styles.item ?? ''}
      data-tone={tone}
      {...(onAction && { onAction })}
    >
      <span className={icon === undefined ? undefined : styles.icon} aria-hidden="true">
        {icon}
      </span>
      <Text slot="label" className={styles.label ?? ''}>
        {label}
      </Text>
      {keyHint !== undefined && <Kbd>{keyHint}</Kbd>}
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
    </MenuItem>
  );
}
