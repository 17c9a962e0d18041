import { useEffect, useState } from 'react';
import { z } from 'zod';
import { useNotebook } from '../notebook/NotebookContext.ts';

/** A name of its own among what is kept, so that it stays for as long as the notebook does (WR62). */
const KEY = 'memberNames';
const namesSchema = z.record(z.string(), z.string());

/**
 * These names, and those of members who were heard of on this workstation before, such as those off the roster since (WR62).
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
    const join = async (): Promise<void> => {
      const kept = await client.kept(KEY);
      const held = new Map(Object.entries(kept ? namesSchema.parse(JSON.parse(kept.text)) : {}));
      const isNews = [...heard].some(([id, name]) => held.get(id) !== name);
      const all = new Map([...held, ...heard]);
      if (!isOver) setNames(all);
      if (isNews) await client.keep(KEY, JSON.stringify(Object.fromEntries(all)));
    };
    // Locked meanwhile, or no room: what is heard of the next time is kept then.
    join().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [client, heard]);
  return names;
}
