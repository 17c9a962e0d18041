import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { readNoteDraft } from '../../notebook/documents/noteDraft.ts';
import type { NoteEntry } from './model/entries.ts';
import { basisOf, wordsOf } from './model/toSign.ts';

type OnScreen = { reply: SessionNotesReply; entry: NoteEntry; doc: Y.Doc; groupDoc: Y.Doc };

/**
 * What each note said when it was on the screen last in this visit (WR50): as it was left, or as a dialog came before it.
 * @param screen the note that is drawn, with what it is drawn from; the same object while that is the same
 * @param isCovered whether a dialog stands before it, so that what comes now is not seen
 */
export function useSeen(screen: OnScreen | null, isCovered: boolean): ReadonlyMap<DocId, string> {
  const [seen, setSeen] = useState<ReadonlyMap<DocId, string>>(() => new Map());
  useEffect(() => {
    if (screen === null || isCovered) return;
    const { reply, entry, doc, groupDoc } = screen;
    return () => {
      const words = wordsOf(readNoteDraft(doc, groupDoc, basisOf(entry, reply)));
      setSeen((before) =>
        before.get(entry.docId) === words ? before : new Map([...before, [entry.docId, words]]),
      );
    };
  }, [screen, isCovered]);
  return seen;
}
