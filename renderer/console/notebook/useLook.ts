import { useEffect, useState } from 'react';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { useNotebook } from './NotebookContext.ts';

/** What came from other workstations tells nobody by itself: it is looked for as often, in milliseconds. */
const LOOK_MS = 15_000;

/**
 * What the notebook says, asked anew whenever something in it has changed; null where it is not open, and until it has answered.
 * @param ask the same function for as long as it asks the same
 */
export function useLook<T>(ask: (client: NotebookClient) => Promise<T>): T | null {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const [seen, setSeen] = useState<{ readonly of: NotebookClient; readonly value: T } | null>(null);
  useEffect(() => {
    if (client === null) return undefined;
    let isOver = false;
    let turn = 0;
    const look = async (): Promise<void> => {
      const mine = ++turn;
      // Locked meanwhile: the access says so.
      const value = await ask(client).catch(() => null);
      if (!isOver && mine === turn && value !== null) setSeen({ of: client, value });
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    const forget = client.onChange(() => void look());
    return () => {
      isOver = true;
      clearInterval(timer);
      forget();
    };
  }, [client, ask]);
  return seen !== null && seen.of === client ? seen.value : null;
}
