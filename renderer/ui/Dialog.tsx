import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../words/i18n.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  /** Stands below everything else, always in reach: what the person may need whatever the dialog is about. */
  base?: ReactNode;
  /** A sheet comes from the bottom on a phone and stands at the side on a desk. */
  kind?: 'dialog' | 'sheet';
  size?: 'small' | 'normal' | 'wide';
  isDismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
};

/** A layer over the page that keeps the focus until it is closed. */
export function Dialog(props: DialogProps) {
  const {
    isOpen,
    onClose,
    title,
    children,
    footer,
    base,
    kind = 'dialog',
    size = 'normal',
    isDismissable = true,
  } = props;
  const i18n = useWords();
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      data-kind={kind}
      isOpen={isOpen}
      isDismissable={isDismissable}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''} data-kind={kind} data-size={size}>
        <AriaDialog className={styles.dialog ?? ''} role={props.role ?? 'dialog'}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            {isDismissable && (
              <IconButton label={i18n._('Close')} icon={<X />} onPress={onClose} placement="bottom" />
            )}
          </header>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
          {base !== undefined && <div className={styles.base}>{base}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
