import type * as Y from 'yjs';
import type { CheckContext } from '../../../../src/domain/notes/checks/checkNote.ts';
import { calledAround } from '../../../../src/domain/notes/checks/names.ts';
import { sectionFor } from '../../../../src/domain/notes/formats.ts';
import type { SessionNotesReply } from '../../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import { readFormat } from '../../../notebook/documents/noteAbout.ts';
import { composedSections } from '../../../notebook/documents/noteParts.ts';
import type { NoteEntry } from './entries.ts';

/** What a note of a session is looked at against. `docOf` gives the documents that are open here. */
export function checkContextOf(
  reply: SessionNotesReply,
  entry: NoteEntry,
  entries: readonly NoteEntry[],
  docOf: (docId: DocId) => Y.Doc | undefined,
): CheckContext {
  return {
    settings: reply.settings,
    currentFacts: entry.facts,
    ...calledAround(reply.people, entry.subject),
    comparedWith: entries.flatMap((other) => {
      const doc = other.docId === entry.docId || other.kind !== 'member' ? undefined : docOf(other.docId);
      if (!doc) return [];
      const format = readFormat(doc, reply.settings.format);
      const section = sectionFor('response', 'member', format);
      const text = composedSections(doc, 'member', format).find(({ id }) => id === section)?.text ?? '';
      return text.trim() === '' ? [] : [{ from: 'sameSession' as const, text }];
    }),
  };
}
