import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { useSubmit } from '../app/useSubmit.ts';

/** Starts a session outside the weekly schedule. */
export function StartSessionDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { api } = useServices();
  const navigate = useNavigate();
  const { view, query } = useQuery(api.groups);
  const [groupId, setGroupId] = useState<string | null>(null);
  const submit = useSubmit(async () => {
    if (groupId === null) return;
    const { session } = await api.startSession({ groupId });
    await navigate({ to: '/session/$sessionId', params: { sessionId: session.id }, hash: 'open' });
  });
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Cancel')}</Button>
      <Button
        variant="primary"
        isPending={submit.isPending}
        onPress={groupId === null ? undefined : submit.run}
      >
        {i18n._('Start and open the waiting room')}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={i18n._('Start a session now')} size="small" footer={footer}>
      {submit.error && (
        <Banner tone="danger" role="alert">
          {refusalWords(i18n, submit.error, 'staff')}
        </Banner>
      )}
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ groups }) => (
          <Select
            label={i18n._('Group')}
            options={groups.map(({ id, name }) => ({ id, label: name }))}
            value={groupId}
            onChange={setGroupId}
            placeholder={i18n._('Choose a group')}
            description={i18n._('Its members come in with the same personal links as always.')}
          />
        )}
      </QueryPane>
    </Dialog>
  );
}
