import type * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NoteFacts } from '../../../src/protocol/notes/facts.ts';
import type { NoteFormat, NoteKind } from '../../../src/protocol/notes/formats.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { readFormat, readGiven, readLocation } from './noteAbout.ts';
import { readElements } from './noteElements.ts';
import { composedSections } from './noteParts.ts';

/** What a draft is read by, beside its document. */
export type DraftBasis = {
  readonly docId: DocId;
  readonly kind: NoteKind;
  /** By the session's log. */
  readonly facts: NoteFacts;
  /** The practice's, for a note in which nobody chose one. */
  readonly usualFormat: NoteFormat;
};

/** The note as it stands in its document (WR5). `groupDoc` is the group's note of the same session, for its own note the same. */
export function readNoteDraft(doc: Y.Doc, groupDoc: Y.Doc, basis: DraftBasis): NoteDraft {
  const { session, member } = basis.facts;
  const format = readFormat(doc, basis.usualFormat);
  return {
    noteId: basis.docId,
    kind: basis.kind,
    format,
    facts: {
      session: { ...session, ...readGiven(groupDoc, session) },
      member: member === null ? null : { ...member, location: readLocation(doc) },
    },
    sections: composedSections(doc, basis.kind, format).map(({ id, text }) => ({ id, text })),
    elements: readElements(doc, basis.kind === 'member' ? groupDoc : null),
  };
}
