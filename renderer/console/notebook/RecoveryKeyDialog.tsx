import { Check, Copy, Printer } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import styles from './Notebook.module.css';

/** Shows the recovery key for process notes until somebody says that it is kept (NB54). */
export function RecoveryKeyDialog({ recoveryKey, onClose }: { recoveryKey: string; onClose: () => void }) {
  const i18n = useWords();
  const { notebook } = useServices();
  const [copying, setCopying] = useState<'not' | 'done' | 'failed'>('not');
  const copy = (): void => {
    navigator.clipboard.writeText(recoveryKey).then(
      () => setCopying('done'),
      () => setCopying('failed'),
    );
  };
  const kept = (): void => {
    onClose();
    void notebook.recoveryKeyKept();
  };
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Later')}</Button>
      <Button variant="primary" onPress={kept}>
        {i18n._('I have kept it')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={i18n._('The recovery key for your process notes')}
      footer={footer}
    >
      <div className={styles.form} data-testid="recovery-key">
        <p>
          {i18n._(
            'Your process notes are sealed with a key that only you have; neither the hub nor anybody in your practice can open them. On another workstation, or if this one is lost, this key opens them. It is not shown again once you have kept it.',
          )}
        </p>
        <p className={styles.key}>
          <code>{recoveryKey}</code>
        </p>
        <p>
          {i18n._(
            'Write it down or print it, and keep it where your own papers are, apart from this machine.',
          )}
        </p>
        {copying === 'failed' && (
          <Banner tone="danger" role="alert">
            {i18n._('The key could not be copied. Select it and copy it by hand.')}
          </Banner>
        )}
        <div className={styles.buttons}>
          <Button icon={copying === 'done' ? <Check /> : <Copy />} onPress={copy}>
            {copying === 'done' ? i18n._('Copied') : i18n._('Copy the key')}
          </Button>
          <Button icon={<Printer />} onPress={() => window.print()}>
            {i18n._('Print')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
