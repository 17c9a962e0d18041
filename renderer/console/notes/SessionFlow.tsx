import { useCallback, useMemo, useState } from 'react';
import * as Y from 'yjs';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { marksDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import { wantAbsence, wantedAbsences } from '../../notebook/documents/noteAbout.ts';
import { NoteHistory } from '../../notebook/documents/NoteHistory.ts';
import { keepSignedState } from '../../notebook/documents/signedState.ts';
import { absentMembers, groupNoteId, memberNamesIn, noteEntries } from './model/entries.ts';
import { notesToSign } from './model/toSign.ts';
import { NoteList } from './NoteList.tsx';
import { NotePlace } from './NotePlace.tsx';
import styles from './Notes.module.css';
import { SignDialog, type Signed } from './SignDialog.tsx';
import { useFlowKeys } from './useFlowKeys.ts';
import { useHeldNames } from './useHeldNames.ts';
import { useReading } from './useReading.ts';
import { useSeen } from './useSeen.ts';
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
export function SessionFlow({ reply, me, subject, onSubject, onChanged }: Props) {
  const { docs, onDoc } = useSessionDocs();
  const groupDoc = docs.get(groupNoteId(reply))?.doc;
  const held = groupDoc ?? EMPTY;
  const wanted = useReading(
    useCallback(() => wantedAbsences(held), [held]),
    held,
  );
  const entries = useMemo(() => noteEntries(reply, wanted), [reply, wanted]);
  useHeldNames(useMemo(() => memberNamesIn(reply), [reply]));
  const at = Math.max(
    0,
    entries.findIndex((entry) => entry.subject === subject),
  );
  const entry = entries[at];
  const [isGroupShown, setGroupShown] = useState(false);
  const [isSigning, setSigning] = useState(false);
  const doc = entry && docs.get(entry.docId)?.doc;
  const screen = useMemo(
    () => (entry && doc && groupDoc ? { reply, entry, doc, groupDoc } : null),
    [reply, entry, doc, groupDoc],
  );
  const seen = useSeen(screen, isSigning);
  const goTo = (step: 1 | -1): (() => void) | undefined => {
    const next = entries[at + step];
    return next && (() => onSubject(next.subject));
  };
  const beginSigning = (): void => {
    // Somebody else may have signed since.
    onChanged();
    setSigning(true);
  };
  const sign = reply.isOfTeam && mayRole(me.staff.role, 'sign') ? beginSigning : undefined;
  useFlowKeys({ next: goTo(1), previous: goTo(-1), sign });
  const docOf = (docId: DocId) => docs.get(docId)?.doc;
  const marksId = marksDocId(reply);
  return (
    <div className={styles.flow}>
      {[...entries.map(({ docId }) => docId), marksId].map((docId) => (
        <HeldDoc key={docId} docId={docId} onDoc={onDoc} />
      ))}
      <NoteList
        reply={reply}
        entries={entries}
        docs={docs}
        current={entry?.docId ?? null}
        onSubject={onSubject}
        absent={mayRole(me.staff.role, 'write') && groupDoc ? absentMembers(reply, entries) : []}
        onAbsence={(memberId) => {
          wantAbsence(held, memberId);
          onSubject(memberId);
        }}
      />
      {entry && (
        <NotePlace
          key={entry.docId}
          reply={reply}
          me={me}
          entry={entry}
          entries={entries}
          docs={docs}
          groupDoc={groupDoc}
          marksDoc={docOf(marksId)}
          next={goTo(1)}
          previous={goTo(-1)}
          sign={sign}
          isGroupShown={isGroupShown}
          onGroupShown={setGroupShown}
          onChanged={onChanged}
        />
      )}
      {isSigning && (
        <SignDialog
          notes={notesToSign({ reply, entries, docOf, seen, signerId: me.staff.id, now: Date.now() })}
          attestation={reply.attestation}
          onClose={() => setSigning(false)}
          onSigned={(signed) => {
            for (const { docId, hash, state } of signed) endWriting(docOf(docId), me, { hash, state });
            onChanged();
          }}
        />
      )}
    </div>
  );
}

/** Lets the steps of a note that was signed go, and keeps in it what was signed, so that what comes later is known (SG45). */
function endWriting(
  doc: Y.Doc | undefined,
  { staff }: Me,
  { hash, state }: Pick<Signed, 'hash' | 'state'>,
): void {
  // A supervisor signs, and writes in no note (NB42).
  if (!doc || !mayRole(staff.role, 'write')) return;
  const history = new NoteHistory({
    doc,
    by: staff.id,
    newId: () => crypto.randomUUID(),
    after: () => () => {},
  });
  history.forget();
  keepSignedState(doc, hash, state);
  history.close();
}
