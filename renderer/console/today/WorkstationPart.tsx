import type { I18n } from '@lingui/core';
import { Link } from '@tanstack/react-router';
import { CircleAlert, LockKeyhole } from 'lucide-react';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { parseDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { PLACE_ICONS } from '../notebook/DocStateBadge.tsx';
import { useNotebook, useNotebookState } from '../notebook/NotebookContext.ts';
import { accessWords, placeWords, problemWords, toneOf } from '../notebook/stateWords.ts';
import { labelsOf } from '../notes/model/labels.ts';
import { QuietLine } from './QuietLine.tsx';
import styles from './Today.module.css';
import { useLook } from '../notebook/useLook.ts';

/** So many documents that wait are named. */
const MOST_NAMED = 5;

const askWaiting = (client: NotebookClient) => client.waiting();

/** Where everything written on this workstation is, what waits, and what is wrong with it (CO83). */
export function WorkstationPart({
  sessions,
  names,
}: {
  sessions: readonly NotesSession[];
  names: ReadonlyMap<string, string>;
}) {
  const i18n = useWords();
  const access = useNotebook();
  const state = useNotebookState();
  const waiting = useLook(askWaiting) ?? [];
  if (state === null)
    return (
      <QuietLine icon={access.at === 'failed' ? <CircleAlert /> : <LockKeyhole />}>
        {accessWords(i18n, access) ?? i18n._('Your role writes no notes.')}
      </QuietLine>
    );
  const { at, problem, waitingCount } = state;
  const labels = labelsOf(i18n, sessions, names);
  return (
    <div className={styles.group} data-testid="workstation" data-place={at}>
      <p className={styles.place}>
        <Tag
          tone={toneOf(state)}
          icon={problem !== null && problem !== 'hubAway' ? <CircleAlert /> : PLACE_ICONS[at]}
        >
          {placeWords(i18n, at)}
        </Tag>
        <span className={styles.soft}>
          {waitingCount === 0
            ? i18n._('Everything you have written is on the hub.')
            : i18n._('{count, plural, one {# document} other {# documents}} on the way to the hub', {
                count: waitingCount,
              })}
        </span>
      </p>
      {problem !== null && <p>{problemWords(i18n, problem)}</p>}
      {waiting.length > 0 && (
        <ul role="list" className={styles.waiting}>
          {waiting.slice(0, MOST_NAMED).map((doc) => (
            <li key={doc.docId}>
              <WaitingLink docId={doc.docId} label={labels.get(doc.docId)} />
              {doc.problem !== null && doc.problem !== problem && (
                <p className={styles.soft}>{problemWords(i18n, doc.problem)}</p>
              )}
            </li>
          ))}
        </ul>
      )}
      {waiting.length > MOST_NAMED && (
        <p className={styles.soft}>{i18n._('and {count} more', { count: waiting.length - MOST_NAMED })}</p>
      )}
    </div>
  );
}

function WaitingLink({ docId, label }: { docId: DocId; label: string | undefined }) {
  const i18n = useWords();
  const { kind, sessionId, subject } = parseDocId(docId);
  return (
    <Link
      to="/notes/$sessionId"
      params={{ sessionId }}
      search={kind === 'note' ? { note: subject } : {}}
      className={styles.link}
    >
      {docName(i18n, kind, label)}
    </Link>
  );
}

function docName(i18n: I18n, kind: ReturnType<typeof parseDocId>['kind'], label: string | undefined): string {
  switch (kind) {
    case 'note':
      return label ?? i18n._('A note of an earlier session');
    case 'marks':
      return i18n._('Marks of a session');
    case 'process':
      return i18n._('A process note');
  }
}
