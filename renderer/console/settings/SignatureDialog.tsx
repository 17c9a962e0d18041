import { useState } from 'react';
import type { Staff } from '../../../src/protocol/api/accounts.ts';
import { staffSignatureSchema, type StaffSignature } from '../../../src/protocol/api/credentials.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { EditDialog } from '../app/EditDialog.tsx';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Settings.module.css';

const NO_CREDENTIAL = { type: '', number: '', state: '', expiresOn: null, requiresCosignature: false };

/** How somebody signs notes: the printed name, and the credential by which they may (SG70). */
export function SignatureDialog({
  staff,
  signature,
  onClose,
  onSaved,
}: {
  staff: Staff;
  signature: StaffSignature | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const [printedName, setPrintedName] = useState(signature?.printedName ?? '');
  const [isSigner, setSigner] = useState(signature?.credential != null);
  const [credential, setCredential] = useState(signature?.credential ?? NO_CREDENTIAL);
  const [isEdited, setEdited] = useState(false);
  const change = (part: Partial<typeof credential>): void => {
    setCredential({ ...credential, ...part });
    setEdited(true);
  };
  const typed = staffSignatureSchema.safeParse({ printedName, credential: isSigner ? credential : null });
  const submit = useSubmit(async () => {
    if (!typed.success) return;
    await api.changeStaffSignature(staff.id, typed.data);
    notices.add({ kind: 'told', what: 'saved' });
    onSaved();
    onClose();
  });
  const footer = (close: () => void) => (
    <>
      <Button onPress={close}>{i18n._('Cancel')}</Button>
      <Button variant="primary" isPending={submit.isPending} onPress={typed.success ? submit.run : undefined}>
        {i18n._('Save')}
      </Button>
    </>
  );
  return (
    <EditDialog
      isEdited={isEdited}
      onClose={onClose}
      size="small"
      title={i18n._('How {name} signs', { name: staff.displayName })}
      footer={footer}
    >
      <div className={styles.choices}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <TextField
          label={i18n._('Printed name')}
          description={i18n._('As it stands under a signed note. Needed for a credential.')}
          value={printedName}
          onChange={(name) => {
            setPrintedName(name);
            setEdited(true);
          }}
          maxLength={120}
          errorMessage={
            isEdited && isSigner && printedName.trim() === ''
              ? i18n._('Give the name as it is to stand under signed notes.')
              : undefined
          }
          autoFocus
        />
        <Checkbox
          isSelected={isSigner}
          onChange={(isSelected) => {
            setSigner(isSelected);
            setEdited(true);
          }}
          description={i18n._('Without a credential nothing can be signed.')}
        >
          {i18n._('Holds a credential')}
        </Checkbox>
        {isSigner && (
          <>
            <TextField
              label={i18n._('Kind of credential')}
              description={i18n._('Such as LMFT, LCSW or CADC-II.')}
              value={credential.type}
              onChange={(type) => change({ type })}
              maxLength={20}
              errorMessage={
                isEdited && credential.type.trim() === ''
                  ? i18n._('Say which credential it is, or take the mark above away.')
                  : undefined
              }
            />
            <TextField
              label={i18n._('License number')}
              value={credential.number}
              onChange={(number) => change({ number })}
              maxLength={40}
            />
            <TextField
              label={i18n._('State')}
              value={credential.state}
              onChange={(state) => change({ state })}
              maxLength={20}
            />
            <TextField
              label={i18n._('Last day on which it holds')}
              description={i18n._(
                'Leave it empty if it has no end. After that day nothing can be signed with it.',
              )}
              type="date"
              value={credential.expiresOn ?? ''}
              onChange={(day) => change({ expiresOn: day === '' ? null : day })}
            />
            <Checkbox
              isSelected={credential.requiresCosignature}
              onChange={(requiresCosignature) => change({ requiresCosignature })}
              description={i18n._('Their notes wait until a supervisor has signed them too.')}
            >
              {i18n._('Needs a co-signature')}
            </Checkbox>
          </>
        )}
      </div>
    </EditDialog>
  );
}
