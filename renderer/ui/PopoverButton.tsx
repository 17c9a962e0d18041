import type { ReactNode } from 'react';
import { DialogTrigger } from 'react-aria-components';
import { Button, type ButtonVariant } from './Button.tsx';
import { PopoverLayer, type PopoverLayerProps } from './PopoverLayer.tsx';

export type PopoverButtonProps = PopoverLayerProps & {
  icon?: ReactNode;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
  keyHint?: string;
};

/** A button that opens a small layer beside it, for a few fields or choices. */
export function PopoverButton({
  label,
  children,
  icon,
  variant = 'quiet',
  size = 'normal',
  keyHint,
  title,
  placement = 'bottom end',
}: PopoverButtonProps) {
  return (
    <DialogTrigger>
      <Button variant={variant} size={size} keyHint={keyHint} {...(icon !== undefined && { icon })}>
        {label}
      </Button>
      <PopoverLayer label={label} title={title} placement={placement}>
        {children}
      </PopoverLayer>
    </DialogTrigger>
  );
}
