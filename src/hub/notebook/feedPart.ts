import { GROUP_SUBJECT, parseDocId, type DocId } from '../../protocol/notebook/docId.ts';
import type { Cursor } from '../../protocol/notebook/sync.ts';
import type { FeedPart } from './notebookStore.ts';

/** Ends the mark of a cursor of a part; no mark of the hub's own holds it. */
const PART_SIGN = '~';

/** Whether a document is given out with a part of its feed. */
export function isInPart(part: FeedPart, docId: DocId): boolean {
  if (part === 'whole') return true;
  const { kind, subject } = parseDocId(docId);
  return kind !== 'note' || subject === GROUP_SUBJECT;
}

/** A cursor as it is told to who is given a part. */
export function cursorOf(part: FeedPart, { position, mark }: Cursor): Cursor {
  if (part === 'whole' || position === 0 || mark.endsWith(PART_SIGN)) return { position, mark };
  return { position, mark: mark + PART_SIGN };
}

/** The hub's own mark in a cursor that somebody brings. Who has a part may have had all before, and knows no less of the past. */
export function markIn(part: FeedPart, { mark }: Cursor): string {
  return part !== 'whole' && mark.endsWith(PART_SIGN) ? mark.slice(0, -PART_SIGN.length) : mark;
}
