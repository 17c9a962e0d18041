import { useState } from 'react';
import type { Staff } from '../../../src/protocol/api/accounts.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { isReady, NewPassphrase, NOTHING_WRITTEN } from './NewPassphrase.tsx';
import styles from './Settings.module.css';

/** Gives somebody who has forgotten theirs a new passphrase, to be handed over in person (CO35). */
export function ResetPassphraseDialog({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const [next, setNext] = useState(NOTHING_WRITTEN);
  const submit = useSubmit(async () => {
    await api.changeStaff(staff.id, { passphrase: next.first });
    notices.add({ kind: 'told', what: 'passphraseChanged' });
    onClose();
  });
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={submit.isPending} onPress={isReady(next) ? submit.run : undefined}>
        {i18n._('Set the passphrase')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={next !== NOTHING_WRITTEN}
      onClose={onClose}
      size="small"
      title={i18n._('New passphrase for {name}', { name: staff.displayName })}
      footer={footer}
    >
      <div className={styles.choices}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <NewPassphrase value={next} onChange={setNext} />
        <p className={styles.hint}>
          {i18n._(
            'They are signed out everywhere at once, also from a session that is on. Tell it to them in person; they can change it under Settings.',
          )}
        </p>
      </div>
    </EditDialog>
  );
}
