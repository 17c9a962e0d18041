import { useMemo } from 'react';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { namesIn, useRosters } from '../groups/useRosters.ts';

/** What the members of these sessions' groups are called, by id; as far as it is known just now. */
export function useRosterNames(sessions: readonly NotesSession[]): ReadonlyMap<string, string> {
  const rosters = useRosters(sessions.map(({ groupId }) => groupId));
  return useMemo(() => namesIn(rosters), [rosters]);
}
