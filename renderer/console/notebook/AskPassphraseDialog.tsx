import type { ReactNode } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import styles from './Notebook.module.css';

type Props = {
  title: string;
  cancelLabel: string;
  /** Says what the passphrase is given for. */
  submitLabel: string;
  passphrase: string;
  onChange: (passphrase: string) => void;
  onSubmit: () => void;
  isPending: boolean;
  onClose: () => void;
  /** What came of the last try, in words; null where there is nothing to say. */
  trouble: string | null;
  /** Another way on, before the buttons. */
  otherWay?: ReactNode;
  /** What it means. */
  children: ReactNode;
};

/** Asks for a passphrase for one thing that is done with the notebook on this workstation. */
export function AskPassphraseDialog(props: Props) {
  const { title, cancelLabel, submitLabel, passphrase, onChange, isPending, onClose, trouble } = props;
  const submit = passphrase === '' ? undefined : props.onSubmit;
  const footer = (
    <>
      {props.otherWay}
      <Button onPress={onClose}>{cancelLabel}</Button>
      <Button variant="primary" isPending={isPending} onPress={submit}>
        {submitLabel}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} size="small" title={title} footer={footer}>
      <div className={styles.form}>
        {trouble !== null && (
          <Banner tone="danger" role="alert">
            {trouble}
          </Banner>
        )}
        {props.children}
        <PassphraseField value={passphrase} onChange={onChange} onSubmit={submit} autoFocus />
      </div>
    </Dialog>
  );
}
