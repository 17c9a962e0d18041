import type { Staff } from '../../../src/protocol/api/accounts.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { asCirclewellError } from '../model/query.ts';

/** Asks before all of somebody's sign-ins are ended (CO60). */
export function SignOutQuestion({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const signOut = (): void => {
    onClose();
    api.endSignInsOf(staff.id).then(
      () => notices.add({ kind: 'told', what: 'signedOutThere' }),
      (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
    );
  };
  return (
    <ConfirmDialog
      isOpen
      title={i18n._('Sign {name} out everywhere?', { name: staff.displayName })}
      confirmLabel={i18n._('Sign them out')}
      cancelLabel={i18n._('Cancel')}
      tone="danger"
      onConfirm={signOut}
      onCancel={onClose}
    >
      {i18n._('On every machine, at once, also from a session that is on. They can sign in again.')}
    </ConfirmDialog>
  );
}
