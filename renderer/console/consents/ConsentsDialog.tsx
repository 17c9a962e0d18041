import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ConsentsReply } from '../../../src/protocol/api/consents.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useRights, useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { consentOf, EMPTY_CONSENT, faultOf, type ConsentDraft } from './consentDraft.ts';
import { ConsentForm } from './ConsentForm.tsx';
import { ConsentList } from './ConsentList.tsx';

/** A member's consents: what is in force, all that was, giving one and withdrawing one (SG89). */
export function ConsentsDialog({
  groupId,
  member,
  known,
  onKnown,
  onClose,
}: {
  groupId: string;
  member: { readonly id: string; readonly displayName: string };
  known: ConsentsReply;
  /** What the hub answers to each change: the group's consents as they are now. */
  onKnown: (reply: ConsentsReply) => void;
  onClose: () => void;
}) {
  const i18n = useWords();
  const { api } = useServices();
  const { keepConsents } = useRights();
  const [draft, setDraft] = useState<ConsentDraft | null>(null);
  const body = draft && consentOf(draft);
  const isReady = draft !== null && body !== null && faultOf(draft, known.today) === null;
  const submit = useSubmit(async () => {
    if (body === null) return;
    onKnown(await api.giveConsent(groupId, member.id, body));
    setDraft(null);
  });
  const footer = (close: () => void) =>
    draft === null ? (
      <>
        <Button onPress={close}>{i18n._('Close')}</Button>
        {keepConsents && (
          <Button variant="primary" icon={<Plus />} onPress={() => setDraft(EMPTY_CONSENT)}>
            {i18n._('Record a consent')}
          </Button>
        )}
      </>
    ) : (
      <>
        <Button onPress={() => setDraft(null)}>{i18n._('Back')}</Button>
        <Button variant="primary" isPending={submit.isPending} onPress={isReady ? submit.run : undefined}>
          {i18n._('Record it')}
        </Button>
      </>
    );
  return (
    <EditDialog
      isEdited={draft !== null && draft !== EMPTY_CONSENT}
      onClose={onClose}
      title={
        draft === null
          ? i18n._('Consents of {name}', { name: member.displayName })
          : i18n._('A consent of {name}', { name: member.displayName })
      }
      footer={footer}
    >
      {submit.error && (
        <Banner tone="danger" role="alert">
          {refusalWords(i18n, submit.error, 'staff')}
        </Banner>
      )}
      {draft === null ? (
        <ConsentList
          consents={known.consents.filter(({ memberId }) => memberId === member.id)}
          today={known.today}
          withdraw={
            keepConsents
              ? async (consentId, withdrawal) =>
                  onKnown(await api.withdrawConsent(groupId, member.id, consentId, withdrawal))
              : undefined
          }
        />
      ) : (
        <ConsentForm draft={draft} today={known.today} onChange={setDraft} />
      )}
    </EditDialog>
  );
}
