import { useEffect, useRef, useState } from 'react';
import type { Member } from '../../../src/protocol/api/groups.ts';
import { useServices } from '../app/services.ts';

/** Rosters by group id. */
export type Rosters = ReadonlyMap<string, readonly Pick<Member, 'id' | 'displayName'>[]>;

const NONE: Rosters = new Map();

/** The rosters of these groups, as far as they are known just now; each is read once while the screen stands, for reading leaves a trace. */
export function useRosters(groupIds: readonly string[]): Rosters {
  const { api } = useServices();
  const [rosters, setRosters] = useState(NONE);
  const asked = useRef(new Set<string>());
  const key = [...new Set(groupIds)].toSorted().join(' ');
  useEffect(() => {
    for (const groupId of key.split(' ').filter((id) => id !== '' && !asked.current.has(id))) {
      asked.current.add(groupId);
      api.group(groupId).then(
        ({ members }) => setRosters((before) => new Map([...before, [groupId, members]])),
        // What needs no names does without; the next time the screen comes up it is asked again.
        () => undefined,
      );
    }
  }, [api, key]);
  return rosters;
}

/** What the members of these rosters are called, by id. */
export function namesIn(rosters: Rosters): ReadonlyMap<string, string> {
  return new Map([...rosters.values()].flat().map(({ id, displayName }) => [id, displayName] as const));
}
