import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import type { CursorPlace, Present } from '../../../../src/protocol/notebook/presence.ts';
import { useServices } from '../../app/services.ts';
import { useNotebook } from '../../notebook/NotebookContext.ts';
import { PresenceLink } from './PresenceLink.ts';

const NOBODY: readonly Present[] = [];

/**
 * Who else has a note open while it is on the screen (NB47), and the way to tell them where one's own cursor is.
 * @param docId null for a note whose draft is not one's own to read (SG88)
 */
export function usePresence(docId: DocId | null): {
  readonly others: readonly Present[];
  readonly move: (place: CursorPlace) => void;
} {
  const { api } = useServices();
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const [others, setOthers] = useState(NOBODY);
  const link = useRef<PresenceLink>(null);
  useEffect(() => {
    if (client === null || docId === null) return undefined;
    const made = new PresenceLink({
      api,
      page: crypto.randomUUID(),
      docId,
      timers: {
        now: () => performance.now(),
        after(ms, work) {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
      },
      onOthers: (now) =>
        setOthers((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now)),
    });
    link.current = made;
    made.open();
    return () => {
      link.current = null;
      made.close();
      setOthers(NOBODY);
    };
  }, [api, client, docId]);
  const isTogether = others.length > 0;
  useEffect(() => {
    if (client === null || !isTogether) return undefined;
    // Rejects where the notebook was locked meanwhile: then nothing travels.
    const tell = (now: boolean): void => void client.together(now).catch(() => undefined);
    tell(true);
    return () => tell(false);
  }, [client, isTogether]);
  return { others, move: useCallback((place) => link.current?.move(place), []) };
}
