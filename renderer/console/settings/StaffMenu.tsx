import { Ellipsis } from 'lucide-react';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { StaffEntry } from '../../../src/protocol/api/staffLinks.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { useWords } from '../../words/i18n.ts';
import { roleWords } from '../app/RoleName.tsx';
import type { Asked } from './staffAsked.ts';

/** What can be done with an account by who manages staff (CO35). */
export function StaffMenu({
  me,
  staff,
  hasSignatures,
  onAsk,
  onActivate,
  onInvite,
  onRevoke,
}: {
  me: Me;
  staff: StaffEntry;
  /** Whether it is known how staff sign; what is not known is not edited. */
  hasSignatures: boolean;
  onAsk: (asked: Asked) => void;
  onActivate: () => void;
  /** Makes a link for who has no passphrase, which ends nothing. */
  onInvite: () => void;
  onRevoke: () => void;
}) {
  const i18n = useWords();
  const isSelf = staff.id === me.staff.id;
  const { isOwner, isActive, hasPassphrase, link } = staff;
  const possible: readonly (MenuEntry | false)[] = [
    // One's own is changed under "Your account", where the present one is asked for.
    !isSelf &&
      isActive &&
      (hasPassphrase
        ? {
            id: 'link',
            label: i18n._('Link for a new passphrase…'),
            onAction: () => onAsk({ kind: 'link', staff }),
          }
        : { id: 'invite', label: i18n._('Make a new link'), onAction: onInvite }),
    !isSelf && link !== null && { id: 'revoke', label: i18n._('Revoke the link'), onAction: onRevoke },
    hasSignatures && {
      id: 'signature',
      label: i18n._('Printed name and credential…'),
      onAction: () => onAsk({ kind: 'signature', staff }),
    },
    // Nobody gives themselves a role (ID96).
    ...(isSelf ? [] : staffRoleSchema.options)
      .filter((role) => role !== staff.role)
      .map((role): MenuEntry => ({
        id: role,
        label: i18n._('Make {role}', { role: roleWords(i18n, role) }),
        onAction: () => onAsk({ kind: 'role', staff, role }),
      })),
    me.staff.isOwner &&
      !isOwner &&
      isActive &&
      hasPassphrase && {
        id: 'owner',
        label: i18n._('Make an owner too…'),
        onAction: () => onAsk({ kind: 'owner', staff }),
      },
    me.staff.isOwner &&
      !isOwner &&
      isActive &&
      hasPassphrase && {
        id: 'handOver',
        label: i18n._('Hand the practice over…'),
        onAction: () => onAsk({ kind: 'handOver', staff }),
      },
    me.staff.isOwner &&
      isOwner && {
        id: 'endOwnership',
        label: isSelf ? i18n._('Give your ownership up…') : i18n._('Take the ownership away…'),
        onAction: () => onAsk({ kind: 'endOwnership', staff }),
      },
    !isSelf &&
      isActive &&
      hasPassphrase && {
        id: 'signOut',
        label: i18n._('Sign out everywhere…'),
        onAction: () => onAsk({ kind: 'signOut', staff }),
      },
    !isOwner && !isSelf && { id: 'line', separator: true },
    !isOwner &&
      !isSelf &&
      (isActive
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
