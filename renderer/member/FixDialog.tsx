import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './FixDialog.module.css';

export type FixDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  steps: readonly string[];
  /** Tries it again; the dialog closes. */
  onRetry: (() => void) | undefined;
  /** A choice of another device. */
  children?: ReactNode;
};

/** Plain steps against a trouble, one after the other. */
export function FixDialog({ isOpen, onClose, title, steps, onRetry, children }: FixDialogProps) {
  const i18n = useWords();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      footer={
        <Button
          variant="primary"
          onPress={
            onRetry &&
            (() => {
              onClose();
              onRetry();
            })
          }
        >
          {i18n._('Try again')}
        </Button>
      }
    >
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {children}
    </Dialog>
  );
}
