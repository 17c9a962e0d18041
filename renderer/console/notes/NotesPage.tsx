import { Link } from '@tanstack/react-router';
import { NotebookPen } from 'lucide-react';
import { urgencyOf } from '../../../src/domain/notes/deadline.ts';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { DueTag } from './DueTag.tsx';
import { serviceDay } from './factWords.ts';
import { FindNotes } from './FindNotes.tsx';
import { notesProgress } from './model/notesProgress.ts';
import styles from './Notes.module.css';

/** The notes: the sessions that have started, and what is due in each (WR10). */
export function NotesPage() {
  const i18n = useWords();
  const { api } = useServices();
  const { view, query } = useQuery(api.notesSessions);
  return (
    <Page title={i18n._('Notes')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <EmptyState title={i18n._('No notes are due')} icon={<NotebookPen />}>
              {i18n._('A session’s notes appear here as soon as it has started.')}
            </EmptyState>
          ) : (
            <>
              <FindNotes sessions={sessions} />
              <ul role="list" className={styles.sessions}>
                {sessions.map((session) => (
                  <SessionLine key={session.sessionId} session={session} />
                ))}
              </ul>
            </>
          )
        }
      </QueryPane>
    </Page>
  );
}

function SessionLine({ session }: { session: NotesSession }) {
  const i18n = useWords();
  const { due, signed, total, waiting, withheld, firstDueAt } = notesProgress(session);
  const urgency = firstDueAt === null ? 'inTime' : urgencyOf(firstDueAt, Date.now());
  return (
    <Card as="li" className={styles.sessionLine}>
      <div>
        <h2>
          <Link
            to="/notes/$sessionId"
            params={{ sessionId: session.sessionId }}
            className={styles.sessionLink}
          >
            {session.groupName}
          </Link>
        </h2>
        <p>{serviceDay(i18n, session.serviceDate)}</p>
      </div>
      <div className={styles.standing}>
        {session.status !== 'ended' && <Tag tone="good">{i18n._('In session')}</Tag>}
        {waiting > 0 && <Tag tone="accent">{i18n._('{count} to co-sign', { count: waiting })}</Tag>}
        {withheld > 0 && <Tag>{i18n._('{count} withheld', { count: withheld })}</Tag>}
        {due === 0 && total > 0 ? (
          <Tag tone="good">{i18n._('All signed')}</Tag>
        ) : (
          <span className="tabular">{i18n._('{signed} of {total} signed', { signed, total })}</span>
        )}
        {firstDueAt !== null && due > 0 && urgency !== 'inTime' && (
          <DueTag dueAt={firstDueAt} urgency={urgency} />
        )}
      </div>
    </Card>
  );
}
