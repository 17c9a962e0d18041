import type { I18n } from '@lingui/core';
import { Link } from '@tanstack/react-router';
import { ArrowRight, NotebookPen } from 'lucide-react';
import { useWords } from '../../words/i18n.ts';
import { DueTag } from '../notes/DueTag.tsx';
import { serviceDay } from '../notes/factWords.ts';
import { QuietLine } from './QuietLine.tsx';
import styles from './Today.module.css';
import type { NoteTask, UnsignedNote, UnsignedSession } from './unsignedNotes.ts';

/** So many sessions are shown; all are under Notes. */
const MOST_SESSIONS = 4;

/** The notes that wait for whoever looks, by session (CO82). @param names what members are called, by id */
export function NotesPart({
  sessions,
  names,
  hasOlder,
}: {
  sessions: readonly UnsignedSession[];
  names: ReadonlyMap<string, string>;
  hasOlder: boolean;
}) {
  const i18n = useWords();
  const more = sessions.length - MOST_SESSIONS;
  return (
    <>
      {sessions.length === 0 && (
        <QuietLine icon={<NotebookPen />} tone="good">
          {i18n._('No note waits for you.')}
        </QuietLine>
      )}
      <ul role="list" className={styles.list}>
        {sessions.slice(0, MOST_SESSIONS).map((session) => (
          <SessionNotes key={session.sessionId} session={session} names={names} />
        ))}
      </ul>
      {(more > 0 || hasOlder) && (
        <p className={styles.soft}>
          <Link to="/notes" className={styles.link}>
            {more > 0
              ? i18n._('{count, plural, one {# more session} other {# more sessions}} under Notes', {
                  count: more,
                })
              : i18n._('Older sessions are under Notes')}
          </Link>
        </p>
      )}
    </>
  );
}

function SessionNotes({
  session: { sessionId, groupName, serviceDate, notes, dueAt, urgency },
  names,
}: {
  session: UnsignedSession;
  names: ReadonlyMap<string, string>;
}) {
  const i18n = useWords();
  return (
    <li className={styles.session} data-testid={`unsigned-${sessionId}`}>
      <div className={styles.sessionHead}>
        <h3>
          <Link to="/notes/$sessionId" params={{ sessionId }} className={styles.link}>
            {groupName}
          </Link>
        </h3>
        <span className={styles.soft}>{serviceDay(i18n, serviceDate)}</span>
        {dueAt !== null && (
          <span className={styles.due}>
            <DueTag dueAt={dueAt} urgency={urgency} />
          </span>
        )}
      </div>
      <ul role="list" className={styles.notes}>
        {notes.map((note) => (
          <li key={note.docId}>
            <Link
              to="/notes/$sessionId"
              params={{ sessionId }}
              search={{ note: note.subject }}
              className={styles.note}
              data-task={note.task}
            >
              <span>{nameOf(i18n, note, names)}</span>
              <span className={styles.task}>{taskWords(i18n, note.task)}</span>
              <ArrowRight aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}

function nameOf(i18n: I18n, { memberId }: UnsignedNote, names: ReadonlyMap<string, string>): string {
  if (memberId === null) return i18n._('Group part');
  return names.get(memberId) ?? i18n._('A member');
}

function taskWords(i18n: I18n, task: NoteTask): string {
  switch (task) {
    case 'write':
      return i18n._('to write');
    case 'goOn':
      return i18n._('begun');
    case 'mend':
      return i18n._('returned to you');
    case 'sign':
      return i18n._('to sign');
    case 'cosign':
      return i18n._('to co-sign');
  }
}
