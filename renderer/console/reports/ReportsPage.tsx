import { useNavigate } from '@tanstack/react-router';
import { ClipboardList } from 'lucide-react';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Select } from '../../ui/Select.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime } from '../../words/time.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useMe, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { rightsOf } from '../model/rights.ts';
import { AttendanceTable } from './AttendanceTable.tsx';
import styles from './Reports.module.css';

/** Attendance of a session, as the log has it (CO17). */
export function ReportsPage({ sessionId }: { sessionId: string | null }) {
  const i18n = useWords();
  const { api } = useServices();
  const navigate = useNavigate();
  const { seeReports } = rightsOf(useMe());
  const { view, query } = useQuery(api.today);
  if (!seeReports) {
    return (
      <Page title={i18n._('Reports')}>
        <EmptyState title={i18n._('Attendance is for clinical staff')} icon={<ClipboardList />}>
          {i18n._('Your role sees no member’s attendance.')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={i18n._('Reports')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ sessions }) =>
          sessions.length === 0 && sessionId === null ? (
            <EmptyState title={i18n._('No session today')} icon={<ClipboardList />}>
              {i18n._('The attendance of a session appears here as soon as it has begun.')}
            </EmptyState>
          ) : (
            <div className={styles.choice}>
              <Select
                label={i18n._('Session')}
                options={sessions.map((session) => ({
                  id: session.id,
                  label: `${session.groupName}, ${clockTime(i18n, session.scheduledStart)}`,
                }))}
                value={sessionId}
                onChange={(id) => void navigate({ to: '/reports', search: { session: id } })}
                placeholder={i18n._('Choose a session')}
              />
            </div>
          )
        }
      </QueryPane>
      {sessionId !== null && <AttendanceReport sessionId={sessionId} />}
    </Page>
  );
}

function AttendanceReport({ sessionId }: { sessionId: string }) {
  const { api } = useServices();
  const { view, query } = useQuery(() => api.attendance(sessionId), sessionId);
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {(attendance) => <AttendanceTable attendance={attendance} />}
    </QueryPane>
  );
}
