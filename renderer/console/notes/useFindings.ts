import { useCallback, useEffect, useState } from 'react';
import { checkNote } from '../../../src/domain/notes/checks/checkNote.ts';
import type { Finding } from '../../../src/domain/notes/checks/finding.ts';
import type { LastNote, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { checkContextOf } from './model/checkContext.ts';
import type { NoteEntry } from './model/entries.ts';
import type { Docs } from './useSessionDocs.tsx';

/** How long a draft rests before it is looked through, in milliseconds (WR40). */
export const REST_MS = 400;

/** What is to be looked at in a draft, a moment after it came to rest (WR40), and a way to look again at once. */
export function useFindings(
  draft: NoteDraft,
  reply: SessionNotesReply,
  entry: NoteEntry,
  { entries, docs, last }: { entries: readonly NoteEntry[]; docs: Docs; last: LastNote | null },
): { readonly findings: readonly Finding[]; readonly again: () => void } {
  const look = useCallback(
    () =>
      checkNote(
        draft,
        checkContextOf(reply, entry, { entries, last, docOf: (docId) => docs.get(docId)?.doc }),
      ),
    [draft, reply, entry, entries, docs, last],
  );
  // What is to be mended stands there with the note, before anything is typed.
  const [findings, setFindings] = useState(look);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setFindings(look()), REST_MS);
    return () => clearTimeout(timer);
  }, [look, turn]);
  return { findings, again: () => setTurn((before) => before + 1) };
}
