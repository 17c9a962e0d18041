import type * as Y from 'yjs';
import type { CheckContext } from '../../../../src/domain/notes/checks/checkNote.ts';
import { calledAround } from '../../../../src/domain/notes/checks/names.ts';
import { responseTextOf } from '../../../../src/domain/notes/responseText.ts';
import type { LastNote, SessionNotesReply } from '../../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import { readFormat } from '../../../notebook/documents/noteAbout.ts';
import { composedSections } from '../../../notebook/documents/noteParts.ts';
import type { NoteEntry } from './entries.ts';

/** What is known beside the session itself. */
type Around = {
  readonly entries: readonly NoteEntry[];
  /** The documents that are open here. */
  readonly docOf: (docId: DocId) => Y.Doc | undefined;
  /** The member's last signed note of another session. */
  readonly last: LastNote | null;
};

/** What a note of a session is looked at against. */
export function checkContextOf(
  reply: SessionNotesReply,
  entry: NoteEntry,
  { entries, docOf, last }: Around,
): CheckContext {
  return {
    settings: reply.settings,
    currentFacts: entry.facts,
    ...calledAround(reply.people, entry.subject),
    comparedWith: [
      ...entries.flatMap(({ docId, kind }) => {
        const doc = docId === entry.docId || kind !== 'member' ? undefined : docOf(docId);
        if (!doc) return [];
        const format = readFormat(doc, reply.settings.format);
        const text = responseTextOf({ kind, format, sections: composedSections(doc, kind, format) });
        return text.trim() === '' ? [] : [{ from: 'sameSession' as const, docId, text }];
      }),
      ...(last === null || last.docId === null || last.response === ''
        ? []
        : [{ from: 'lastNote' as const, docId: last.docId, text: last.response }]),
    ],
  };
}
