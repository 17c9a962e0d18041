import * as Y from 'yjs';
import type { SectionId } from '../../../../src/protocol/notes/formats.ts';
import type { CursorPlace } from '../../../../src/protocol/notebook/presence.ts';
import { sectionText } from '../../../notebook/documents/noteDoc.ts';

/**
 * A place in a section's text, so that it means the same where the text is another by now. It belongs to the letter behind it: what
 * is written there moves no cursor, and so says nothing that the text does not say.
 */
export function cursorPlaceAt(doc: Y.Doc, section: SectionId, at: number): CursorPlace {
  const { item } = Y.createRelativePositionFromTypeIndex(sectionText(doc, section), at);
  return { section, before: item && { client: item.client, clock: item.clock } };
}

/** Where it is in the text as it is here; null where it belongs to what has not come yet. */
export function indexOfPlace(doc: Y.Doc, { section, before }: CursorPlace): number | null {
  const text = sectionText(doc, section);
  if (before === null) return text.length;
  const position = Y.createRelativePositionFromJSON({ item: before });
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  return found?.type === text ? found.index : null;
}
