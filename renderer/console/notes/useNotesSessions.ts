import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';

const NONE: readonly NotesSession[] = [];

/**
 * The sessions that have started, the newest first: the first page as it is asked for, and those before it as far as they were read (WR19).
 * @param mayRead where not, nothing is asked
 */
export function useNotesSessions(mayRead = true) {
  const { api, olderNotes } = useServices();
  const { view, query } = useQuery(() =>
    mayRead ? api.notesSessions() : Promise.resolve({ sessions: [], olderBefore: null }),
  );
  const { pages } = useStore(olderNotes.store);
  useEffect(() => {
    if (view.stage === 'ready') void olderNotes.follow(view.value.olderBefore);
  }, [olderNotes, view]);
  const newest = view.stage === 'ready' ? view.value.sessions : NONE;
  const sessions = useMemo(() => {
    const first = new Set(newest.map(({ sessionId }) => sessionId));
    const older = pages.flatMap((page) => page.sessions).filter(({ sessionId }) => !first.has(sessionId));
    return [...newest, ...older];
  }, [newest, pages]);
  return { view, query, newest, sessions, pages };
}
