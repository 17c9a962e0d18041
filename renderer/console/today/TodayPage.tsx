import { useNavigate } from '@tanstack/react-router';
import { CalendarDays, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayName } from '../../words/time.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useIsHubAway, useMe, useRights, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { canJoinSessions } from '../model/account.ts';
import { SessionCardView } from './SessionCardView.tsx';
import { StartSessionDialog } from './StartSessionDialog.tsx';
import { sessionCards } from './todayModel.ts';
import styles from './Today.module.css';

const REFRESH_MS = 15_000;

/** Today: the sessions of the day, and the way into each (CO15). */
export function TodayPage() {
  const i18n = useWords();
  const { api } = useServices();
  const me = useMe();
  const navigate = useNavigate();
  const { view, query } = useQuery(api.today);
  const [isStarting, setStarting] = useState(false);
  const canJoin = canJoinSessions(me);
  const { planSessions } = useRights();
  const isAway = useIsHubAway();
  useEffect(() => {
    const timer = setInterval(() => void query.reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [query]);
  const start = (
    <Button icon={<Plus />} onPress={planSessions && canJoin ? () => setStarting(true) : undefined}>
      {i18n._('Start a session now')}
    </Button>
  );
  return (
    <Page title={i18n._('Today')} detail={dayName(i18n, Date.now())} actions={start}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <EmptyState
              title={i18n._('No group meets today')}
              icon={<CalendarDays />}
              action={
                <Button onPress={() => void navigate({ to: '/groups' })}>
                  {i18n._('Look at the groups')}
                </Button>
              }
            >
              {i18n._('Sessions appear here by themselves, from the meeting times of your groups.')}
            </EmptyState>
          ) : (
            <ul role="list" className={styles.cards}>
              {sessionCards(sessions, me, isAway).map((card) => (
                <SessionCardView key={card.id} card={card} />
              ))}
            </ul>
          )
        }
      </QueryPane>
      {isStarting && <StartSessionDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}
