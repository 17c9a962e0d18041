import type * as Y from 'yjs';
import { homeOf, sectionsOf } from '../../../src/domain/notes/formats.ts';
import type { TextRange } from '../../../src/domain/notes/textEdits.ts';
import type { NoteFormat, NoteKind, SectionId } from '../../../src/protocol/notes/formats.ts';
import { sectionText, writtenSections } from './noteDoc.ts';

/** A stretch of a section's text: under which name it was written, and where it begins. */
export type NotePart = { readonly source: SectionId; readonly from: number; readonly text: string };

/**
 * A section as a note of some format has it: its own text, and then what was written under the names of sections that the format
 * has not and that ask for the same (WR6). No text moves for it.
 */
export type ComposedSection = {
  readonly id: SectionId;
  readonly text: string;
  /** Its own first, which may be empty. Between two there is an end of line. */
  readonly parts: readonly NotePart[];
};

/** The sections of a note in their order, the same on every device that has the same document and format. */
export function composedSections(doc: Y.Doc, kind: NoteKind, format: NoteFormat): readonly ComposedSection[] {
  const plans = sectionsOf(kind, format);
  const has = new Set(plans.map(({ id }) => id));
  const elsewhere = writtenSections(doc).filter(
    (source) => !has.has(source) && sectionText(doc, source).toJSON().trim() !== '',
  );
  return plans.map(({ id }) => {
    let text = sectionText(doc, id).toJSON();
    const parts: NotePart[] = [{ source: id, from: 0, text }];
    for (const source of elsewhere.filter((one) => homeOf(one, kind, format) === id)) {
      const written = sectionText(doc, source).toJSON();
      if (text !== '' && !text.endsWith('\n')) text += '\n';
      parts.push({ source, from: text.length, text: written });
      text += written;
    }
    return { id, text, parts };
  });
}

/** Where something of a section's text was written; what goes beyond one part is told of its first. */
export function placeIn(
  sections: readonly ComposedSection[],
  { section, range }: { readonly section: SectionId; readonly range: TextRange },
): { readonly section: SectionId; readonly range: TextRange } {
  const part = sections.find(({ id }) => id === section)?.parts.findLast(({ from }) => from <= range.from);
  if (!part) return { section, range };
  const within = (at: number): number => Math.min(at - part.from, part.text.length);
  return { section: part.source, range: { from: within(range.from), to: within(range.to) } };
}
