import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';

/** What is kept of the hub's answers (NB61), by address: these and no others. */
const KEPT = [
  /^\/api\/me$/,
  /^\/api\/today$/,
  /^\/api\/groups$/,
  /^\/api\/groups\/[^/]+$/,
  /^\/api\/sessions\/[^/]+$/,
  /^\/api\/notes\/(sessions|records)(\/[^/]+)*$/,
];
/** As many wait for the notebook to be opened. */
const MOST_WAITING = 200;

/** An answer as it was kept, not parsed yet. */
export type KeptAnswer = { readonly json: unknown; readonly at: number };

/** The hub's last answers, sealed in the notebook. */
export interface KeptAnswers {
  /** The oldest time of what was served from here since the hub answered last, in milliseconds since the Unix epoch. */
  readonly store: StoreApi<{ readonly asOf: number | null }>;
  /** The notebook that is open; null while none is. What came before is kept then. */
  follow(client: Pick<NotebookClient, 'keep' | 'kept'> | null): void;
  /** The hub has answered. */
  arrived(path: string, json: unknown): void;
  /** It does not: what it said last, if that is kept. */
  missing(path: string): Promise<KeptAnswer | null>;
  /** Nobody is signed in any more. */
  forget(): void;
}

export function createKeptAnswers(): KeptAnswers {
  const store = createStore<{ readonly asOf: number | null }>(() => ({ asOf: null }));
  const waiting = new Map<string, string>();
  let open: Pick<NotebookClient, 'keep' | 'kept'> | null = null;
  const isKept = (path: string): boolean => KEPT.some((address) => address.test(path));

  // A disk without room, or a lock meanwhile: what was kept before stays.
  const keep = (path: string, text: string): void => void open?.keep(path, text).catch(() => undefined);

  return {
    store,
    follow(client) {
      open = client;
      if (open === null) return;
      for (const [path, text] of waiting) keep(path, text);
      waiting.clear();
    },
    arrived(path, json) {
      if (store.getState().asOf !== null) store.setState({ asOf: null });
      if (!isKept(path)) return;
      const text = JSON.stringify(json);
      if (open !== null) keep(path, text);
      else if (waiting.size < MOST_WAITING) waiting.set(path, text);
    },
    async missing(path) {
      if (open === null || !isKept(path)) return null;
      const kept = await open.kept(path).catch(() => null);
      if (kept === null) return null;
      const { asOf } = store.getState();
      store.setState({ asOf: Math.min(asOf ?? kept.at, kept.at) });
      return { json: JSON.parse(kept.text), at: kept.at };
    },
    forget() {
      waiting.clear();
      store.setState({ asOf: null });
    },
  };
}
