import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog, type DialogProps } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';

export type EditDialogProps = Omit<DialogProps, 'isOpen' | 'footer' | 'isDismissable' | 'role' | 'kind'> & {
  /** Whether something would be lost by closing. */
  isEdited: boolean;
  /** Buttons, the main one last; `close` asks first where something would be lost. */
  footer: (close: () => void) => ReactNode;
};

/** A dialog in which something is written: a click beside it, Escape and "Cancel" ask before it is thrown away (CO32). */
export function EditDialog({ isEdited, onClose, footer, children, ...dialog }: EditDialogProps) {
  const i18n = useWords();
  const [isAsking, setAsking] = useState(false);
  const close = isEdited ? () => setAsking(true) : onClose;
  return (
    <>
      <Dialog {...dialog} isOpen onClose={close} footer={footer(close)}>
        {children}
      </Dialog>
      <ConfirmDialog
        isOpen={isAsking}
        title={i18n._('Throw away what you wrote?')}
        confirmLabel={i18n._('Throw away')}
        cancelLabel={i18n._('Keep writing')}
        tone="danger"
        onConfirm={onClose}
        onCancel={() => setAsking(false)}
      >
        {i18n._('It has not been saved, and it cannot be brought back.')}
      </ConfirmDialog>
    </>
  );
}
