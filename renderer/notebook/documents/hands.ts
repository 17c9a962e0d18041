import type * as Y from 'yjs';

/** Whose hand a writer in Yjs's sense is: each time that a document is opened it has a new one. */
const handsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('hands');

/** Signs everything that is written here from now on with somebody's name, until the returned function is called. */
export function signHand(doc: Y.Doc, by: string): () => void {
  const onWritten = ({ local, changed }: Y.Transaction): void => {
    // Who only reads puts in nothing, not even a name.
    if (local && changed.size > 0 && handOf(doc, doc.clientID) !== by)
      handsMap(doc).set(String(doc.clientID), by);
  };
  doc.on('afterTransaction', onWritten);
  return () => doc.off('afterTransaction', onWritten);
}

/** Who wrote as this writer, by staff id; null where the document does not say. */
export function handOf(doc: Y.Doc, client: number): string | null {
  const by = handsMap(doc).get(String(client));
  return typeof by === 'string' ? by : null;
}
