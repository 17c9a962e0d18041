import type * as Y from 'yjs';
import { applyEditTo } from './yTextEdit.ts';
import type { TextEdit } from '../../../src/domain/notes/textEdits.ts';
import { sectionIdSchema, type SectionId } from '../../../src/protocol/notes/formats.ts';

/**
 * How a note lies in its document (WR1 to WR4). Every part is a top-level type with a name: two devices that have never met
 * make the same parts.
 */
const SECTION = 'section/';
const WRITERS = 'writers';
const PLACED = 'placed';

/** A section's text. */
export function sectionText(doc: Y.Doc, section: SectionId): Y.Text {
  return doc.getText(SECTION + section);
}

/** What is chosen in a note, by key (WR2). The keys are `noteElements.ts`'s. */
export const elementsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('elements');
/** Why a risk was given, which more than one may write. */
export const riskReason = (doc: Y.Doc): Y.Text => doc.getText('riskReason');
/** What stands about a note, by key. The keys are `noteAbout.ts`'s. */
export const aboutMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('about');

/** Changes a section's text and keeps who wrote in it (WR4). `origin` is told to whoever hears of the change. */
export function writeInSection(
  doc: Y.Doc,
  section: SectionId,
  edit: TextEdit,
  by: string,
  origin: unknown = null,
): void {
  doc.transact(() => {
    applyEditTo(sectionText(doc, section), edit);
    const writers = doc.getMap(WRITERS);
    const key = `${section}/${by}`;
    if (!writers.has(key)) writers.set(key, true);
  }, origin);
}

/** Who wrote in a section, by staff id, in one order on every device (WR4). */
export function writersOf(doc: Y.Doc, section: SectionId): readonly string[] {
  const start = `${section}/`;
  return [...doc.getMap(WRITERS).keys()]
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length))
    .toSorted();
}

/** The suggestions that were put in, whatever became of them since (NO22). */
export function placedIds(doc: Y.Doc): ReadonlySet<string> {
  return new Set(doc.getMap(PLACED).keys());
}

export function markPlaced(doc: Y.Doc, suggestionId: string): void {
  doc.getMap(PLACED).set(suggestionId, true);
}

/** Sections in which something stands. */
export function writtenSections(doc: Y.Doc): readonly SectionId[] {
  return sectionIdSchema.options.filter(
    (section) => doc.share.has(SECTION + section) && sectionText(doc, section).length > 0,
  );
}

/** Whether anybody has written or chosen anything. */
export function isBegun(doc: Y.Doc): boolean {
  return writtenSections(doc).length > 0 || elementsMap(doc).size > 0 || riskReason(doc).length > 0;
}
