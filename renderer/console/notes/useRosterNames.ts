import { useMemo } from 'react';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { namesIn, useRosters } from '../groups/useRosters.ts';
import { useHeldNames } from './useHeldNames.ts';

/** What the members of these sessions' groups are called, by id; those off the roster too, as far as it is known here (WR62). */
export function useRosterNames(sessions: readonly NotesSession[]): ReadonlyMap<string, string> {
  const rosters = useRosters(sessions.map(({ groupId }) => groupId));
  return useHeldNames(useMemo(() => namesIn(rosters), [rosters]));
}
