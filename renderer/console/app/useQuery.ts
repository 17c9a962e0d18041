import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createQuery, type Query, type QueryView } from '../model/query.ts';

/** Asks when the screen opens and whenever `key` changes; the answer and a way to ask again. */
export function useQuery<T>(
  ask: () => Promise<T>,
  key = '',
): { readonly view: QueryView<T>; readonly query: Query<T> } {
  const [held, setHeld] = useState(() => ({ key, query: createQuery(ask) }));
  if (held.key !== key) setHeld({ key, query: createQuery(ask) });
  const { query } = held;
  useEffect(() => void query.reload(), [query]);
  return { view: useStore(query.store), query };
}

/** Asks again every so often, in milliseconds, for as long as the screen is open. */
export function useReload(query: Pick<Query<unknown>, 'reload'>, everyMs: number): void {
  useEffect(() => {
    const timer = setInterval(() => void query.reload(), everyMs);
    return () => clearInterval(timer);
  }, [query, everyMs]);
}
