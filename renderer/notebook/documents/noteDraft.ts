import type * as Y from 'yjs';
import { sectionFor, sectionsOf } from '../../../src/domain/notes/formats.ts';
import { appendEdit } from '../../../src/domain/notes/textEdits.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NoteFacts } from '../../../src/protocol/notes/facts.ts';
import type { NoteFormat, NoteKind, SectionId } from '../../../src/protocol/notes/formats.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { readFormat, readGiven, readLocation, setAbout } from './noteAbout.ts';
import { sectionText, writeInSection, writtenSections } from './noteDoc.ts';
import { readElements } from './noteElements.ts';

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
    sections: sectionsOf(basis.kind, format).map(({ id }) => ({ id, text: sectionText(doc, id).toJSON() })),
    elements: readElements(doc, basis.kind === 'member' ? groupDoc : null),
  };
}

/** Sections with text in them that the note's format has not (WR6). */
export function leftOver(doc: Y.Doc, kind: NoteKind, format: NoteFormat): readonly SectionId[] {
  const has = new Set(sectionsOf(kind, format).map(({ id }) => id));
  return writtenSections(doc).filter((section) => !has.has(section));
}

/** Brings a section's text to the end of another. */
export function moveText(doc: Y.Doc, from: SectionId, to: SectionId, by: string): void {
  doc.transact(() => {
    const text = sectionText(doc, from).toJSON();
    writeInSection(doc, to, appendEdit(sectionText(doc, to).toJSON(), text), by);
    writeInSection(doc, from, { from: 0, to: text.length, insert: '' }, by);
  });
}

/** Another format for a member's note, and the text with it (WR6). */
export function changeFormat(doc: Y.Doc, before: NoteFormat, format: NoteFormat, by: string): void {
  doc.transact(() => {
    setAbout(doc, 'format', format);
    for (const section of leftOver(doc, 'member', format))
      moveText(doc, section, homeOf(section, before, format), by);
  });
}

/** Where a section's text belongs in another format: the section that asks for the same. */
export function homeOf(section: SectionId, before: NoteFormat, format: NoteFormat): SectionId {
  const plan = sectionsOf('member', before).find(({ id }) => id === section);
  const element = plan?.elements[0] ?? 'response';
  return sectionFor(element, 'member', format) ?? 'narrative';
}
