import { useEffect, useState } from 'react';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { useServices } from '../app/services.ts';

const NONE: ReadonlyMap<string, string> = new Map();

/** What the members of these sessions' groups are called, by id; as far as it is known just now. */
export function useRosterNames(sessions: readonly NotesSession[]): ReadonlyMap<string, string> {
  const { api } = useServices();
  const [names, setNames] = useState(NONE);
  const groups = [...new Set(sessions.map(({ groupId }) => groupId))].toSorted().join(' ');
  useEffect(() => {
    let isOver = false;
    for (const groupId of groups.split(' ').filter((id) => id !== '')) {
      api.group(groupId).then(
        ({ members }) => {
          if (!isOver)
            setNames(
              (before) => new Map([...before, ...members.map((one) => [one.id, one.displayName] as const)]),
            );
        },
        // Without its roster a group's notes are found by everything else.
        () => undefined,
      );
    }
    return () => {
      isOver = true;
    };
  }, [api, groups]);
  return names;
}
