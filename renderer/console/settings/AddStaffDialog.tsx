import { useState } from 'react';
import type { StaffLinkReply } from '../../../src/protocol/api/staffLinks.ts';
import { staffRoleSchema, type StaffRole } from '../../../src/protocol/session/people.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { roleWords } from '../app/RoleName.tsx';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Settings.module.css';

/** Makes a staff account, whose holder is invited to choose their passphrase themselves (CO35). */
export function AddStaffDialog({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  onAdded: (link: StaffLinkReply) => void;
}) {
  const i18n = useWords();
  const { api } = useServices();
  const [displayName, setDisplayName] = useState('');
  const [accountName, setAccountName] = useState('');
  const [role, setRole] = useState<StaffRole>('coFacilitator');
  const isReady = displayName.trim() !== '' && accountName.trim().length > 1;
  const submit = useSubmit(async () => {
    const link = await api.addStaff({
      displayName: displayName.trim(),
      accountName: accountName.trim(),
      role,
    });
    onAdded(link);
    onClose();
  });
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={submit.isPending} onPress={isReady ? submit.run : undefined}>
        {i18n._('Add and invite')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={displayName !== '' || accountName !== ''}
      onClose={onClose}
      size="small"
      title={i18n._('Add an account')}
      footer={footer}
    >
      <div className={styles.choices}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <TextField
          label={i18n._('Name in the room')}
          description={i18n._('First name and initial, as the group will see it.')}
          value={displayName}
          onChange={setDisplayName}
          maxLength={40}
          autoFocus
        />
        <Select
          label={i18n._('Role')}
          options={staffRoleSchema.options.map((id) => ({ id, label: roleWords(i18n, id) }))}
          value={role}
          onChange={setRole}
        />
        <TextField
          label={i18n._('Name to sign in with')}
          value={accountName}
          onChange={setAccountName}
          maxLength={60}
          autoComplete="off"
        />
        <p className={styles.hint}>
          {i18n._(
            'You get a link for them, good once and for seven days. With it they choose their own passphrase; nobody else ever knows it.',
          )}
        </p>
      </div>
    </EditDialog>
  );
}
