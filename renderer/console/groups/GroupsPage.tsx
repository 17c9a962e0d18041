import { Link, useNavigate } from '@tanstack/react-router';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useRights, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { EmergencyButton } from '../emergency/EmergencyButton.tsx';
import { GroupDialog } from './GroupDialog.tsx';
import styles from './Groups.module.css';
import { inWeekOrder, meetingTimeWords, templateOptions } from './templates.ts';

/** The practice's groups. */
export function GroupsPage() {
  const i18n = useWords();
  const { api } = useServices();
  const { editGroups, openEmergency } = useRights();
  const navigate = useNavigate();
  const { view, query } = useQuery(api.groups);
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button variant="primary" icon={<Plus />} onPress={editGroups ? () => setAdding(true) : undefined}>
      {i18n._('Add a group')}
    </Button>
  );
  const templates = new Map(templateOptions(i18n).map(({ id, label }) => [id, label]));
  return (
    <Page
      title={i18n._('Groups')}
      actions={
        <>
          {openEmergency && <EmergencyButton />}
          {add}
        </>
      }
    >
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ groups }) =>
          groups.length === 0 ? (
            <EmptyState title={i18n._('No groups yet')} icon={<Users />}>
              {i18n._('Add the first one; its roster and its members’ links come next.')}
            </EmptyState>
          ) : (
            <ul role="list" className={styles.groups}>
              {groups.map((group) => (
                <Card as="li" key={group.id} className={styles.group}>
                  <h2>
                    <Link to="/groups/$groupId" params={{ groupId: group.id }} className={styles.groupLink}>
                      {group.name}
                    </Link>
                  </h2>
                  <p>{templates.get(group.template)}</p>
                  <p>
                    {inWeekOrder(group.meetingTimes)
                      .map((time) => meetingTimeWords(i18n, time))
                      .join(' · ') || i18n._('no meeting times yet')}
                  </p>
                  <p>
                    {i18n._('{count, plural, one {# member} other {# members}}', {
                      count: group.memberCount,
                    })}
                  </p>
                </Card>
              ))}
            </ul>
          )
        }
      </QueryPane>
      {isAdding && (
        <GroupDialog
          onClose={() => setAdding(false)}
          onSave={async (body) => {
            const { group } = await api.addGroup(body);
            await navigate({ to: '/groups/$groupId', params: { groupId: group.id } });
          }}
        />
      )}
    </Page>
  );
}
