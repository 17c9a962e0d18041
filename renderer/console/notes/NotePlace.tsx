import { useCallback, type ReactNode } from 'react';
import * as Y from 'yjs';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { readHandOver } from '../../notebook/documents/noteAbout.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import { isWritable, stageOfEntry, type NoteEntry } from './model/entries.ts';
import { NoteReading } from './NoteReading.tsx';
import { NoteSheet } from './NoteSheet.tsx';
import { usePresence } from './presence/usePresence.ts';
import { ProcessPad } from './ProcessPad.tsx';
import sheet from './Sheet.module.css';
import { useReading } from './useReading.ts';
import type { Docs } from './useSessionDocs.tsx';
import { WithheldNote } from './WithheldNote.tsx';

type Props = {
  reply: SessionNotesReply;
  me: Me;
  entry: NoteEntry;
  entries: readonly NoteEntry[];
  docs: Docs;
  groupDoc: Y.Doc | undefined;
  marksDoc: Y.Doc | undefined;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
  sign: (() => void) | undefined;
  isGroupShown: boolean;
  onGroupShown: (isShown: boolean) => void;
  onChanged: () => void;
};

const EMPTY = new Y.Doc();

/** The note that is on the screen: written, or read, by where it stands and who looks at it (WR52). */
export function NotePlace(props: Props) {
  const { reply, me, entry, docs, groupDoc, marksDoc } = props;
  const i18n = useWords();
  const open = docs.get(entry.docId);
  const presence = usePresence(reply.isOfTeam || entry.kind === 'group' ? entry.docId : null);
  const doc = open?.doc ?? EMPTY;
  const handOver = useReading(
    useCallback(() => readHandOver(doc), [doc]),
    doc,
  );
  if (entry.onHub?.access === 'withheld')
    return (
      <WithPad reply={reply} me={me}>
        <WithheldNote reply={reply} entry={entry} onChanged={props.onChanged} />
      </WithPad>
    );
  if (!open || !groupDoc || !marksDoc) return <Spinner label={i18n._('Opening the note…')} />;
  const stage = stageOfEntry(entry, handOver);
  if (!isWritable(stage) || !mayRole(me.staff.role, 'write')) {
    return (
      <WithPad reply={reply} me={me}>
        <NoteReading
          reply={reply}
          me={me}
          entry={entry}
          doc={doc}
          groupDoc={groupDoc}
          stage={stage}
          others={presence.others}
          onChanged={props.onChanged}
        />
      </WithPad>
    );
  }
  return (
    <NoteSheet
      {...props}
      open={open}
      groupDoc={groupDoc}
      marksDoc={marksDoc}
      presence={presence}
      handOver={stage.stage === 'ready' ? handOver : null}
    />
  );
}

/** What is read, and beside it one's own process note, which goes on when everything is signed (WR70). */
function WithPad({ reply, me, children }: Pick<Props, 'reply' | 'me'> & { children: ReactNode }) {
  const i18n = useWords();
  return (
    <>
      {children}
      {mayRole(me.staff.role, 'keepProcessNotes') && (
        <aside className={sheet.aside} aria-label={i18n._('Beside the note')}>
          <ProcessPad sessionId={reply.sessionId} me={me} />
        </aside>
      )}
    </>
  );
}
