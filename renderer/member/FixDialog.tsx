import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './FixDialog.module.css';
import { MemberDialog } from './MemberDialog.tsx';

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
    <MemberDialog
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
    </MemberDialog>
  );
}
