import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { NoteHistory } from '../../notebook/documents/NoteHistory.ts';

/** One's own way to write in a document, for as long as the screen shows it; null at first. */
export function usePen(doc: Y.Doc, by: string): NoteHistory | null {
  const [pen, setPen] = useState<NoteHistory | null>(null);
  useEffect(() => {
    const made = new NoteHistory({
      doc,
      by,
      newId: () => crypto.randomUUID(),
      after(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    });
    // A window that is closed or put away tells no more than this.
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') made.endStep();
    };
    document.addEventListener('visibilitychange', onHidden);
    setPen(made);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      made.close();
      setPen(null);
    };
  }, [doc, by]);
  return pen;
}
