import { Link } from '@tanstack/react-router';
import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { urgencyOf } from '../../../src/domain/notes/deadline.ts';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { DueTag } from './DueTag.tsx';
import { serviceDay } from './factWords.ts';
import { FindNotes } from './FindNotes.tsx';
import { notesProgress } from './model/notesProgress.ts';
import styles from './Notes.module.css';
import { useNotesSessions } from './useNotesSessions.ts';

/** The notes: the sessions that have started, and what is due in each (WR10), however long ago that was (WR19). */
export function NotesPage() {
  const i18n = useWords();
  const { view, query, sessions, pages } = useNotesSessions();
  const [shownPages, setShownPages] = useState(0);
  return (
    <Page title={i18n._('Notes')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ sessions: newest, olderBefore }) => {
          const older = pages.slice(0, shownPages);
          const isShown = new Set([...newest, ...older.flatMap((page) => page.sessions)].map(toId));
          const shown = sessions.filter((one) => isShown.has(one.sessionId) || notesProgress(one).due > 0);
          const last = pages.at(-1);
          const isUnread = (last ? last.olderBefore : olderBefore) !== null;
          // A page that adds nothing to the list is passed over.
          const isHere = new Set(shown.map(toId));
          const adds = (one: NotesSession): boolean => !isHere.has(one.sessionId);
          const next = pages.findIndex((page, at) => at >= shownPages && page.sessions.some(adds));
          return sessions.length === 0 ? (
            <EmptyState title={i18n._('No notes are due')} icon={<NotebookPen />}>
              {i18n._('A session’s notes appear here as soon as it has started.')}
            </EmptyState>
          ) : (
            <>
              <FindNotes sessions={sessions} />
              <ul role="list" className={styles.sessions}>
                {shown.map((session) => (
                  <SessionLine key={session.sessionId} session={session} />
                ))}
              </ul>
              {next !== -1 ? (
                <Button onPress={() => setShownPages(next + 1)}>{i18n._('Older sessions')}</Button>
              ) : (
                isUnread && (
                  <p className={styles.soft}>
                    {i18n._('Older sessions appear here once the hub has told them.')}
                  </p>
                )
              )}
            </>
          );
        }}
      </QueryPane>
    </Page>
  );
}

const toId = ({ sessionId }: NotesSession): string => sessionId;

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
