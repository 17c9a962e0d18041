import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { MIN_EMERGENCY_REASON } from '../../../src/protocol/api/emergency.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Emergency.module.css';

/** Asks which group, and why; the hub asks for the passphrase (CO67). */
export function EmergencyDialog({
  onClose,
  withheld,
}: {
  onClose: () => void;
  /** What is withheld of a group that one takes part in: its notes are opened where one is (SG86). */
  withheld?: { readonly groupId: string; readonly onOpened: () => void };
}) {
  const i18n = useWords();
  const { api } = useServices();
  const navigate = useNavigate();
  const { view, query } = useQuery(api.unseenGroups);
  const [groupId, setGroupId] = useState<string | null>(withheld?.groupId ?? null);
  const [reason, setReason] = useState('');
  const isReasonGiven = reason.trim().length >= MIN_EMERGENCY_REASON;
  const submit = useSubmit(async () => {
    if (groupId === null) return;
    const { access } = await api.openEmergency({ groupId, reason: reason.trim() });
    if (withheld) {
      withheld.onOpened();
      onClose();
      return;
    }
    await navigate({ to: '/emergency/$accessId', params: { accessId: access.id } });
  });
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button
        variant="danger"
        isPending={submit.isPending}
        onPress={groupId !== null && isReasonGiven ? submit.run : undefined}
      >
        {withheld ? i18n._('Open the notes') : i18n._('Open the roster')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={reason.trim() !== ''}
      onClose={onClose}
      size="small"
      title={i18n._('Emergency access')}
      footer={footer}
    >
      <div className={styles.form}>
        <p>
          {withheld
            ? i18n._(
                'Opens the notes that are withheld from you in this group, for 60 minutes. It is recorded with your reason, and the group’s lead, the owner and administrators are told.',
              )
            : i18n._(
                'Opens the roster of a group that is not yours, for 60 minutes. It is recorded with your reason, and the group’s lead, the owner and administrators are told.',
              )}
        </p>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        {!withheld && (
          <QueryPane view={view} onRetry={() => void query.reload()}>
            {({ groups }) => (
              <Select
                label={i18n._('Group')}
                options={groups.map(({ id, name }) => ({ id, label: name }))}
                value={groupId}
                onChange={groups.length === 0 ? undefined : setGroupId}
                placeholder={
                  groups.length === 0 ? i18n._('You see every group already') : i18n._('Choose one')
                }
              />
            )}
          </QueryPane>
        )}
        <TextArea
          label={i18n._('Reason')}
          description={i18n._(
            'At least 10 characters. Write what happened, without more about a person than it takes.',
          )}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
      </div>
    </EditDialog>
  );
}
