import { useNavigate } from '@tanstack/react-router';
import { CalendarDays, Plus } from 'lucide-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayName } from '../../words/time.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useIsHubAway, useMe, useRights, useServices } from '../app/services.ts';
import { useQuery, useReload } from '../app/useQuery.ts';
import { namesIn, useRosters } from '../groups/useRosters.ts';
import { canJoinSessions } from '../model/account.ts';
import { rightsOf } from '../model/rights.ts';
import { HoursPart } from './HoursPart.tsx';
import { NotesPart } from './NotesPart.tsx';
import { SessionCardView } from './SessionCardView.tsx';
import { StartSessionDialog } from './StartSessionDialog.tsx';
import { sessionCards } from './todayModel.ts';
import styles from './Today.module.css';
import { useUnsigned } from './useUnsigned.ts';
import { WorkstationPart } from './WorkstationPart.tsx';

const REFRESH_MS = 15_000;
/** Hours change slowly, and each reading of them leaves a trace (AU12). */
const HOURS_REFRESH_MS = 10 * 60_000;

/** Today: the sessions of the day and the way into each, and what waits for whoever looks (CO15, CO82 to CO85). */
export function TodayPage() {
  const i18n = useWords();
  const { api } = useServices();
  const me = useMe();
  const navigate = useNavigate();
  const [now, setNow] = useState(Date.now);
  const { view, query } = useQuery(api.today);
  const notes = useUnsigned(me.staff, now);
  const [isStarting, setStarting] = useState(false);
  const canJoin = canJoinSessions(me);
  const { planSessions } = useRights();
  const isAway = useIsHubAway();
  const sessions = view.stage === 'ready' ? view.value.sessions : [];
  const rosters = useRosters([
    ...sessions.map(({ groupId }) => groupId),
    ...notes.unsigned.map(({ groupId }) => groupId),
  ]);
  const names = useMemo(() => namesIn(rosters), [rosters]);
  const unsignedIds = new Set(notes.unsigned.map(({ sessionId }) => sessionId));
  const { reload: reloadNotes } = notes;
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      void query.reload();
      reloadNotes();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [query, reloadNotes]);
  const start = (
    <Button icon={<Plus />} onPress={planSessions && canJoin ? () => setStarting(true) : undefined}>
      {i18n._('Start a session now')}
    </Button>
  );
  return (
    <Page title={i18n._('Today')} detail={dayName(i18n, now)} actions={start}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {() =>
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
              {sessionCards(sessions, me, { isAway, unsignedIds, now }).map((card) => (
                <SessionCardView
                  key={card.id}
                  card={card}
                  expected={rosters.get(card.groupId)?.map(({ displayName }) => displayName) ?? []}
                />
              ))}
            </ul>
          )
        }
      </QueryPane>
      <div className={styles.parts}>
        {mayRole(me.staff.role, 'read') && (
          <Part title={i18n._('Notes to finish')} testId="notes-to-finish">
            <QueryPane view={notes.view} onRetry={reloadNotes} isPart>
              {({ olderBefore }) => (
                <NotesPart sessions={notes.unsigned} names={names} hasOlder={olderBefore !== null} />
              )}
            </QueryPane>
          </Part>
        )}
        <div className={styles.side}>
          {mayRole(me.staff.role, 'read') && (
            <Part title={i18n._('On this workstation')} testId="on-this-workstation">
              <WorkstationPart sessions={notes.sessions} names={names} />
            </Part>
          )}
          {rightsOf(me).seeReports && <Hours />}
        </div>
      </div>
      {isStarting && <StartSessionDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}

function Hours() {
  const i18n = useWords();
  const { api } = useServices();
  const { view, query } = useQuery(api.hours);
  useReload(query, HOURS_REFRESH_MS);
  return (
    <Part title={i18n._('Hours at risk this week')} testId="hours-at-risk">
      <QueryPane view={view} onRetry={() => void query.reload()} isPart>
        {(reply) => <HoursPart reply={reply} />}
      </QueryPane>
    </Part>
  );
}

/** A part of Today that stands for itself (CO85). */
function Part({ title, testId, children }: { title: string; testId: string; children: ReactNode }) {
  return (
    <Card as="section" className={styles.part} aria-labelledby={testId} data-testid={testId}>
      <h2 id={testId}>{title}</h2>
      {children}
    </Card>
  );
}
