import { Pencil, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Member } from '../../../src/protocol/api/groups.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page, Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useRights, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { FreshLink } from '../app/FreshLink.tsx';
import { ConsentsDialog } from '../consents/ConsentsDialog.tsx';
import { useConsents } from '../consents/useConsents.ts';
import { GroupDialog } from './GroupDialog.tsx';
import styles from './Groups.module.css';
import { MemberDialog } from './MemberDialog.tsx';
import { MemberRow } from './MemberRow.tsx';
import { createRoster } from './rosterModel.ts';
import { inWeekOrder, meetingTimeWords } from './templates.ts';

/** One group: its facts, its roster and its members' links. */
export function GroupPage({ groupId }: { groupId: string }) {
  const i18n = useWords();
  const { api, notices } = useServices();
  const rights = useRights();
  const { view, query } = useQuery(() => api.group(groupId), groupId);
  const consents = useConsents(groupId);
  const roster = useMemo(
    () =>
      createRoster(groupId, {
        api,
        notices,
        reload: () => query.reload(),
      }),
    [api, groupId, notices, query],
  );
  const { leaving, fresh } = useStore(roster.store);
  const [dialog, setDialog] = useState<'group' | 'add' | Member | null>(null);
  const [consentsOf, setConsentsOf] = useState<Member | null>(null);
  const close = (): void => setDialog(null);
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {({ group, members }) => {
        const shown = members.filter((member) => !leaving.has(member.id));
        return (
          <Page
            title={group.name}
            detail={
              inWeekOrder(group.meetingTimes)
                .map((time) => meetingTimeWords(i18n, time))
                .join(' · ') || i18n._('no meeting times yet')
            }
            actions={
              <>
                <Button icon={<Pencil />} onPress={rights.editGroups ? () => setDialog('group') : undefined}>
                  {i18n._('Edit the group')}
                </Button>
                <Button
                  variant="primary"
                  icon={<Plus />}
                  onPress={rights.editRoster ? () => setDialog('add') : undefined}
                >
                  {i18n._('Add a member')}
                </Button>
              </>
            }
          >
            {fresh.map(({ memberId, name, url }) => (
              <FreshLink
                key={url}
                title={i18n._('Personal link of {name}', { name })}
                hint={i18n._(
                  'It is shown only now. Whoever has it can come in as {name}, so send it to nobody else.',
                  { name },
                )}
                url={url}
                onDone={() => roster.forgetLink(memberId)}
              />
            ))}
            <Section
              title={i18n._('Roster')}
              detail={i18n._('{count, plural, one {# member} other {# members}}', { count: shown.length })}
            >
              {shown.length === 0 ? (
                <EmptyState title={i18n._('Nobody is on the roster yet')}>
                  {i18n._('Add a member and send them their personal link.')}
                </EmptyState>
              ) : (
                <ul role="list" className={styles.roster}>
                  {shown.map((member) => (
                    <MemberRow
                      key={member.id}
                      member={member}
                      roster={rights.editRoster ? roster : null}
                      consents={
                        consents.known?.consents.filter(({ memberId }) => memberId === member.id) ?? null
                      }
                      onConsents={() => setConsentsOf(member)}
                      onEdit={() => setDialog(member)}
                    />
                  ))}
                </ul>
              )}
            </Section>
            {consentsOf !== null && consents.known !== null && (
              <ConsentsDialog
                groupId={groupId}
                member={consentsOf}
                known={consents.known}
                onKnown={consents.put}
                onClose={() => setConsentsOf(null)}
              />
            )}
            {dialog === 'group' && (
              <GroupDialog
                group={group}
                onClose={close}
                onSave={async (body) => {
                  query.put(await api.changeGroup(groupId, body));
                }}
              />
            )}
            {dialog === 'add' && <MemberDialog onClose={close} onSave={roster.add} />}
            {dialog !== null && typeof dialog === 'object' && (
              <MemberDialog
                member={dialog}
                onClose={close}
                onSave={(names) => roster.change(dialog.id, names)}
              />
            )}
          </Page>
        );
      }}
    </QueryPane>
  );
}
