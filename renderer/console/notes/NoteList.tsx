import { UserX } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import * as Y from 'yjs';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { clashesIn } from '../../notebook/documents/clashes.ts';
import { readHandOver } from '../../notebook/documents/noteAbout.ts';
import { isBegun } from '../../notebook/documents/noteDoc.ts';
import { fieldsApart } from '../../notebook/documents/wholeValues.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { serviceDay } from './factWords.ts';
import { isWritable, nameOf, stageOfEntry, type NoteEntry } from './model/entries.ts';
import { noteName } from './noteName.ts';
import styles from './Notes.module.css';
import { stageName } from './signingWords.ts';
import { useReading } from './useReading.ts';
import type { Docs } from './useSessionDocs.tsx';

type Props = {
  reply: SessionNotesReply;
  entries: readonly NoteEntry[];
  docs: Docs;
  current: DocId | null;
  onSubject: (subject: string) => void;
  absent: readonly { readonly id: string; readonly name: string }[];
  onAbsence: (memberId: string) => void;
};

/** All notes of a session with where each stands (WR12). */
export function NoteList({ reply, entries, docs, current, onSubject, absent, onAbsence }: Props) {
  const i18n = useWords();
  const { session } = reply.facts;
  return (
    <nav className={styles.list} aria-label={i18n._('Notes of this session')}>
      <h1>{i18n._('Notes')}</h1>
      <p className={styles.soft}>
        {session.groupName}, {serviceDay(i18n, session.serviceDate)}
      </p>
      <ul role="list" className={styles.entries}>
        {entries.map((entry) => (
          <EntryLine
            key={entry.docId}
            reply={reply}
            entry={entry}
            doc={docs.get(entry.docId)?.doc}
            isCurrent={entry.docId === current}
            onPress={() => onSubject(entry.subject)}
          />
        ))}
      </ul>
      {absent.length > 0 && (
        <MenuButton
          label={i18n._('Add an absence note')}
          icon={<UserX />}
          variant="plain"
          size="small"
          items={absent.map(({ id, name }) => ({ id, label: name, onAction: () => onAbsence(id) }))}
        />
      )}
    </nav>
  );
}

const EMPTY = new Y.Doc();

function EntryLine({
  reply,
  entry,
  doc = EMPTY,
  isCurrent,
  onPress,
}: {
  reply: SessionNotesReply;
  entry: NoteEntry;
  doc: Y.Doc | undefined;
  isCurrent: boolean;
  onPress: () => void;
}) {
  const i18n = useWords();
  const line = useRef<HTMLButtonElement>(null);
  const { begun, handOver, hasClash } = useReading(
    useCallback(
      () => ({
        begun: isBegun(doc),
        handOver: readHandOver(doc),
        hasClash: clashesIn(doc).length > 0 || fieldsApart(doc).length > 0,
      }),
      [doc],
    ),
    doc,
  );
  const stage = stageOfEntry(entry, handOver);
  const words =
    entry.onHub?.access === 'withheld'
      ? i18n._('withheld')
      : isWritable(stage)
        ? stage.stage === 'ready'
          ? i18n._('from {from}, for {name}', {
              from: nameOf(reply, stage.handedBy),
              name: nameOf(reply, stage.signerId),
            })
          : begun
            ? i18n._('begun')
            : ''
        : stageName(i18n, stage);
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <li>
      <button
        ref={line}
        type="button"
        className={styles.entry}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onPress}
      >
        <span>{noteName(i18n, entry)}</span>
        {hasClash && isWritable(stage) && <Tag tone="help">{i18n._('two versions')}</Tag>}
        <span className={styles.entryState} data-stage={stage.stage}>
          {isCurrent && entry.place !== null && stage.stage === 'draft' && entry.onHub?.access !== 'withheld'
            ? i18n._('{place} of {count}', {
                place: entry.place,
                count: reply.memberNotes.length,
              })
            : words}
        </span>
      </button>
    </li>
  );
}
