import { useEffect, useState } from 'react';
import type { HandOver } from '../../../src/domain/notes/stage.ts';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { useNotebook } from '../notebook/NotebookContext.ts';

/** Of so many drafts, the newest, it is looked up: a note that was handed over is one of the last. */
const MOST_DRAFTS = 320;
const NONE: ReadonlyMap<DocId, HandOver> = new Map();

/** The drafts of these sessions that were handed over, as this workstation's notebook knows them. @param isWanted where not, nothing is looked up */
export function useHandOvers(
  sessions: readonly NotesSession[],
  isWanted: boolean,
): ReadonlyMap<DocId, HandOver> {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const [found, setFound] = useState(NONE);
  const key = sessions
    .flatMap(({ notes }) => notes)
    .filter((note) => note.access !== 'withheld' && note.stage.stage === 'draft')
    .slice(0, MOST_DRAFTS)
    .map(({ docId }) => docId)
    .join(' ');
  useEffect(() => {
    if (client === null || !isWanted || key === '') return undefined;
    let isOver = false;
    const docIds = key.split(' ');
    const look = async (): Promise<void> => {
      const standings = await client.drafts(docIds);
      const handed = standings.flatMap(({ handOver }, at) =>
        handOver === null ? [] : docIds.slice(at, at + 1).map((docId) => [docId, handOver] as const),
      );
      if (!isOver) setFound(handed.length === 0 ? NONE : new Map(handed));
    };
    // Locked meanwhile: then nothing is looked for either.
    look().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [client, isWanted, key]);
  return found;
}
