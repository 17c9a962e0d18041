import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog, type DialogProps } from './Dialog.tsx';

export type ConfirmDialogProps = {
  isOpen: boolean;
  title: string;
  /** What it means, in a sentence or two. */
  children: ReactNode;
  /** Says what will be done, not "OK". */
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: (() => void) | undefined;
  onCancel: () => void;
  tone?: 'primary' | 'danger';
  base?: DialogProps['base'];
};

/** Asks before something that cannot be undone. Where it can be undone, do it and offer "Undo" instead. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    isOpen,
    title,
    children,
    confirmLabel,
    cancelLabel,
    onConfirm,
    onCancel,
    tone = 'primary',
    base,
  } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onCancel}
      title={title}
      size="small"
      role="alertdialog"
      base={base}
      footer={
        <>
          <Button onPress={onCancel} autoFocus>
            {cancelLabel}
          </Button>
          <Button variant={tone} onPress={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {typeof children === 'string' ? <p>{children}</p> : children}
    </Dialog>
  );
}
