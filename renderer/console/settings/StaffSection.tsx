import { Ellipsis, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Me, Staff } from '../../../src/protocol/api/accounts.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { roleWords } from '../app/RoleName.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import { rightsOf } from '../model/rights.ts';
import { AddStaffDialog } from './AddStaffDialog.tsx';
import styles from './Settings.module.css';

/** The practice's staff accounts. */
export function StaffSection({ me }: { me: Me }) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const { manageStaff } = rightsOf(me);
  const { view, query } = useQuery(api.staff);
  const [isAdding, setAdding] = useState(false);
  const change = (staff: Staff, patch: { role?: Staff['role']; isActive?: boolean }): void => {
    api.changeStaff(staff.id, patch).then(
      () => {
        notices.add({ kind: 'told', what: 'saved' });
        void query.reload();
      },
      (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
    );
  };
  const items = (staff: Staff): readonly MenuEntry[] => [
    ...staffRoleSchema.options
      .filter((role) => role !== staff.role)
      .map((role): MenuEntry => ({
        id: role,
        label: i18n._('Make {role}', { role: roleWords(i18n, role) }),
        onAction: () => change(staff, { role }),
      })),
    { id: 'line', separator: true },
    staff.isActive
      ? {
          id: 'off',
          label: i18n._('Deactivate'),
          tone: 'danger',
          onAction:
            staff.isOwner || staff.id === me.staff.id ? undefined : () => change(staff, { isActive: false }),
        }
      : { id: 'on', label: i18n._('Activate again'), onAction: () => change(staff, { isActive: true }) },
  ];
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
                </div>
                {staff.isOwner && <Tag tone="accent">{i18n._('owner')}</Tag>}
                {!staff.isActive && <Tag>{i18n._('deactivated')}</Tag>}
                {manageStaff && (
                  <MenuButton
                    label={i18n._('Actions for {name}', { name: staff.displayName })}
                    icon={<Ellipsis />}
                    isIconOnly
                    items={items(staff)}
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
    </Section>
  );
}
