import { useEffect, useState } from 'react';
import { NoteHistory } from '../../notebook/documents/NoteHistory.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';

/** One's own way to write in a document, for as long as the screen shows it; null at first. */
export function usePen(open: OpenDoc, by: string): NoteHistory | null {
  const [pen, setPen] = useState<NoteHistory | null>(null);
  useEffect(() => {
    const made = new NoteHistory({
      doc: open.doc,
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
    // A lock closes the document first, and takes it from the screen then.
    const stopHearing = open.onEnding(() => made.endStep());
    setPen(made);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      stopHearing();
      made.close();
      setPen(null);
    };
  }, [open, by]);
  return pen;
}
