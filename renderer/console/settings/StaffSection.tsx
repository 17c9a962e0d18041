import { Ellipsis, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Me, Staff } from '../../../src/protocol/api/accounts.ts';
import type { StaffSignature } from '../../../src/protocol/api/credentials.ts';
import { staffRoleSchema, type StaffRole } from '../../../src/protocol/session/people.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { roleWords } from '../app/RoleName.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import { canManage, rightsOf } from '../model/rights.ts';
import { AddStaffDialog } from './AddStaffDialog.tsx';
import { ResetPassphraseDialog } from './ResetPassphraseDialog.tsx';
import { CredentialLine } from './CredentialLine.tsx';
import styles from './Settings.module.css';
import { SignatureDialog } from './SignatureDialog.tsx';
import { SignOutQuestion } from './SignOutQuestion.tsx';

/** What is asked about an account before it is done: all of it signs the person out at once (identity.md, ID9). */
type Asked =
  | { readonly kind: 'passphrase'; readonly staff: Staff }
  | { readonly kind: 'role'; readonly staff: Staff; readonly role: StaffRole }
  | { readonly kind: 'deactivate'; readonly staff: Staff }
  | { readonly kind: 'signOut'; readonly staff: Staff }
  | { readonly kind: 'signature'; readonly staff: Staff };

/** The practice's staff accounts, and what those who manage them can do (CO35). */
export function StaffSection({ me }: { me: Me }) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const { manageStaff } = rightsOf(me);
  const { view, query } = useQuery(api.staff);
  const { view: signatures, query: signatureQuery } = useQuery(api.staffSignatures);
  const signatureOf = (id: string): StaffSignature | null =>
    signatures.stage === 'ready'
      ? (signatures.value.signatures.find(({ staffId }) => staffId === id)?.signature ?? null)
      : null;
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const change = (staff: Staff, patch: { role?: StaffRole; isActive?: boolean }): void => {
    setAsked(null);
    api.changeStaff(staff.id, patch).then(
      () => {
        notices.add({ kind: 'told', what: 'saved' });
        void query.reload();
      },
      (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
    );
  };
  return (
    <Section title={i18n._('Staff accounts')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ staff: all }) => (
          <ul role="list" className={styles.staff}>
            {all.map((staff) => (
              <li key={staff.id} className={styles.person} data-staff-id={staff.id}>
                <Avatar id={staff.id} name={staff.displayName} />
                <div className={styles.who}>
                  <b>{staff.displayName}</b>
                  <span>
                    {roleWords(i18n, staff.role)} · {staff.accountName}
                  </span>
                  <CredentialLine credential={signatureOf(staff.id)?.credential ?? null} />
                </div>
                {staff.isOwner && <Tag tone="accent">{i18n._('owner')}</Tag>}
                {!staff.isActive && <Tag>{i18n._('deactivated')}</Tag>}
                {canManage(me, staff) && (
                  <StaffMenu
                    staff={staff}
                    isSelf={staff.id === me.staff.id}
                    hasSignatures={signatures.stage === 'ready'}
                    onAsk={setAsked}
                    onActivate={() => change(staff, { isActive: true })}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryPane>
      {manageStaff && (
        <div>
          <Button icon={<UserPlus />} onPress={() => setAdding(true)}>
            {i18n._('Add an account')}
          </Button>
        </div>
      )}
      {isAdding && <AddStaffDialog onClose={() => setAdding(false)} onAdded={() => void query.reload()} />}
      {asked?.kind === 'passphrase' && (
        <ResetPassphraseDialog staff={asked.staff} onClose={() => setAsked(null)} />
      )}
      {asked?.kind === 'role' && (
        <ConfirmDialog
          isOpen
          title={i18n._('Give {name} the role “{role}”?', {
            name: asked.staff.displayName,
            role: roleWords(i18n, asked.role),
          })}
          confirmLabel={i18n._('Change the role')}
          cancelLabel={i18n._('Cancel')}
          onConfirm={() => change(asked.staff, { role: asked.role })}
          onCancel={() => setAsked(null)}
        >
          {i18n._(
            'They are signed out at once, also from a session that is on, and sign in again with the new role.',
          )}
        </ConfirmDialog>
      )}
      {asked?.kind === 'signature' && (
        <SignatureDialog
          staff={asked.staff}
          signature={signatureOf(asked.staff.id)}
          onClose={() => setAsked(null)}
          onSaved={() => void signatureQuery.reload()}
        />
      )}
      {asked?.kind === 'signOut' && <SignOutQuestion staff={asked.staff} onClose={() => setAsked(null)} />}
      {asked?.kind === 'deactivate' && (
        <ConfirmDialog
          isOpen
          title={i18n._('Deactivate the account of {name}?', { name: asked.staff.displayName })}
          confirmLabel={i18n._('Deactivate')}
          cancelLabel={i18n._('Keep it active')}
          tone="danger"
          onConfirm={() => change(asked.staff, { isActive: false })}
          onCancel={() => setAsked(null)}
        >
          {i18n._(
            'They are signed out at once, also from a session that is on, and cannot sign in any more. You can activate the account again at any time.',
          )}
        </ConfirmDialog>
      )}
    </Section>
  );
}

function StaffMenu({
  staff,
  isSelf,
  hasSignatures,
  onAsk,
  onActivate,
}: {
  staff: Staff;
  isSelf: boolean;
  /** Whether it is known how staff sign; what is not known is not edited. */
  hasSignatures: boolean;
  onAsk: (asked: Asked) => void;
  onActivate: () => void;
}) {
  const i18n = useWords();
  const possible: readonly (MenuEntry | false)[] = [
    // One's own is changed under "Your account", where the present one is asked for.
    !isSelf && {
      id: 'passphrase',
      label: i18n._('Set a new passphrase…'),
      onAction: () => onAsk({ kind: 'passphrase', staff }),
    },
    hasSignatures && {
      id: 'signature',
      label: i18n._('Printed name and credential…'),
      onAction: () => onAsk({ kind: 'signature', staff }),
    },
    ...staffRoleSchema.options
      .filter((role) => role !== staff.role)
      .map((role): MenuEntry => ({
        id: role,
        label: i18n._('Make {role}', { role: roleWords(i18n, role) }),
        onAction: () => onAsk({ kind: 'role', staff, role }),
      })),
    !isSelf &&
      staff.isActive && {
        id: 'signOut',
        label: i18n._('Sign out everywhere…'),
        onAction: () => onAsk({ kind: 'signOut', staff }),
      },
    !staff.isOwner && !isSelf && { id: 'line', separator: true },
    !staff.isOwner &&
      !isSelf &&
      (staff.isActive
        ? {
            id: 'off',
            label: i18n._('Deactivate…'),
            tone: 'danger',
            onAction: () => onAsk({ kind: 'deactivate', staff }),
          }
        : { id: 'on', label: i18n._('Activate again'), onAction: onActivate }),
  ];
  return (
    <MenuButton
      label={i18n._('Actions for {name}', { name: staff.displayName })}
      icon={<Ellipsis />}
      isIconOnly
      items={possible.filter((entry): entry is MenuEntry => entry !== false)}
    />
  );
}
