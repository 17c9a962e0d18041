import { useCallback, useEffect, useState } from 'react';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';
import { useOpenDoc } from '../notebook/NotebookContext.ts';

export type Docs = ReadonlyMap<DocId, OpenDoc>;

/** The documents of a session that are open; `<HeldDoc>` opens each. */
export function useSessionDocs(): {
  readonly docs: Docs;
  readonly onDoc: (docId: DocId, doc: OpenDoc | null) => void;
} {
  const [docs, setDocs] = useState<Docs>(() => new Map());
  const onDoc = useCallback((docId: DocId, doc: OpenDoc | null) => {
    setDocs((before) => {
      const next = new Map(before);
      if (doc === null) next.delete(docId);
      else next.set(docId, doc);
      return next;
    });
  }, []);
  return { docs, onDoc };
}

/** Keeps a document open for as long as it stands; draws nothing. */
export function HeldDoc({
  docId,
  onDoc,
}: {
  docId: DocId;
  onDoc: (docId: DocId, doc: OpenDoc | null) => void;
}) {
  const doc = useOpenDoc(docId);
  useEffect(() => {
    if (doc === null) return undefined;
    onDoc(docId, doc);
    return () => onDoc(docId, null);
  }, [docId, doc, onDoc]);
  return null;
}
