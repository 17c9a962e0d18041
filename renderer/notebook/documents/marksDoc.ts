import type * as Y from 'yjs';
import { markSchema, type Mark } from '../../../src/protocol/notes/marks.ts';

/** Where a session's marks stand in their document (`marks/GROUP/SESSION/all`): a map of marks by id. */
const MARKS = 'marks';

/** The marks of a document, undone ones too, as they were made. What is no mark, as from a later release, is left out. */
export function readMarks(doc: Y.Doc): readonly Mark[] {
  const marks: Mark[] = [];
  for (const value of doc.getMap(MARKS).values()) {
    const mark = markSchema.safeParse(value);
    if (mark.success) marks.push(mark.data);
  }
  return marks.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Adds a mark, or puts what has changed of it (its text, that it is undone) in its place. */
export function putMark(doc: Y.Doc, mark: Mark): void {
  doc.getMap(MARKS).set(mark.id, mark);
}

/** Hears that marks have changed, here or elsewhere, until the returned function is called. */
export function onMarks(doc: Y.Doc, listener: () => void): () => void {
  const marks = doc.getMap(MARKS);
  marks.observe(listener);
  return () => marks.unobserve(listener);
}
