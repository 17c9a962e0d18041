import { useEffect, useState } from 'react';
import { useNotebook } from '../notebook/NotebookContext.ts';

/**
 * These names, and those of members who were heard of on this workstation before and of whom a note lies here, such as those off the
 * roster since (WR62).
 * @param heard the same object for as long as nothing in it changes
 */
export function useHeldNames(heard: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const [names, setNames] = useState(heard);
  useEffect(() => {
    setNames(heard);
    if (client === null) return undefined;
    let isOver = false;
    client.hearNames(Object.fromEntries(heard)).then(
      (held) => !isOver && setNames(new Map([...Object.entries(held), ...heard])),
      // Locked meanwhile, or no room: what is heard of the next time is kept then.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [client, heard]);
  return names;
}
