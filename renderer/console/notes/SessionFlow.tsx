import { useCallback, useMemo, useState } from 'react';
import * as Y from 'yjs';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { toDocId } from '../../../src/protocol/notebook/docId.ts';
import { wantAbsence, wantedAbsences } from '../../notebook/documents/noteAbout.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import { absentMembers, groupNoteId, noteEntries } from './model/entries.ts';
import { NoteList } from './NoteList.tsx';
import { NoteSheet } from './NoteSheet.tsx';
import styles from './Notes.module.css';
import { useFlowKeys } from './useFlowKeys.ts';
import { useReading } from './useReading.ts';
import { HeldDoc, useSessionDocs } from './useSessionDocs.tsx';

type Props = {
  reply: SessionNotesReply;
  me: Me;
  subject: string | null;
  onSubject: (subject: string) => void;
  /** What the hub knows of the notes is another now. */
  onChanged: () => void;
};

const EMPTY = new Y.Doc();

/** A session's notes, one after the other: the group's, then the members' (WR11). */
export function SessionFlow({ reply, me, subject, onSubject }: Props) {
  const i18n = useWords();
  const { docs, onDoc } = useSessionDocs();
  const group = docs.get(groupNoteId(reply));
  const groupDoc = group?.doc ?? EMPTY;
  const wanted = useReading(
    useCallback(() => wantedAbsences(groupDoc), [groupDoc]),
    groupDoc,
  );
  const entries = useMemo(() => noteEntries(reply, wanted), [reply, wanted]);
  const at = Math.max(
    0,
    entries.findIndex((entry) => entry.subject === subject),
  );
  const entry = entries[at];
  const open = entry && docs.get(entry.docId);
  const marks = docs.get(marksId(reply));
  const [isGroupShown, setGroupShown] = useState(false);
  const goTo = (step: 1 | -1): (() => void) | undefined => {
    const next = entries[at + step];
    return next && (() => onSubject(next.subject));
  };
  useFlowKeys({ next: goTo(1), previous: goTo(-1) });
  const canWrite = mayRole(me.staff.role, 'write');
  return (
    <div className={styles.flow}>
      {[...entries.map(({ docId }) => docId), marksId(reply)].map((docId) => (
        <HeldDoc key={docId} docId={docId} onDoc={onDoc} />
      ))}
      <NoteList
        reply={reply}
        entries={entries}
        docs={docs}
        current={entry?.docId ?? null}
        onSubject={onSubject}
        absent={canWrite && group ? absentMembers(reply, entries) : []}
        onAbsence={(memberId) => {
          wantAbsence(groupDoc, memberId);
          onSubject(memberId);
        }}
      />
      {entry && open && group && marks ? (
        <NoteSheet
          key={entry.docId}
          reply={reply}
          me={me}
          entry={entry}
          entries={entries}
          docs={docs}
          open={open}
          groupDoc={groupDoc}
          marksDoc={marks.doc}
          next={goTo(1)}
          previous={goTo(-1)}
          isGroupShown={isGroupShown}
          onGroupShown={setGroupShown}
        />
      ) : (
        <Spinner label={i18n._('Opening the note…')} />
      )}
    </div>
  );
}

function marksId({ groupId, sessionId }: SessionNotesReply) {
  return toDocId({ kind: 'marks', ownerId: groupId, sessionId, subject: 'all' });
}
