import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';

/** What is kept of the hub's answers (NB61), by address: these and no others. */
const KEPT = [
  /^\/api\/me$/,
  /^\/api\/today$/,
  /^\/api\/hours$/,
  /^\/api\/groups$/,
  /^\/api\/groups\/[^/]+$/,
  /^\/api\/sessions\/[^/]+$/,
  /^\/api\/notes\/(sessions|records)(\/[^/]+)*$/,
  /^\/api\/notes\/sessions\?before=\d+$/,
];
/** As many wait for the notebook to be opened. */
const MOST_WAITING = 200;

/** An answer as it was kept, not parsed yet. */
export type KeptAnswer = { readonly json: unknown; readonly at: number };

/** The notebook that is open, and whose it is. */
export type OpenNotebook = {
  readonly staffId: string;
  readonly client: Pick<NotebookClient, 'keep' | 'kept'>;
};

/** The hub's last answers, sealed in the notebook of whom they were for. An answer for nobody in particular is not kept. */
export interface KeptAnswers {
  /** The oldest time of what was served from here since the hub answered last, in milliseconds since the Unix epoch. */
  readonly store: StoreApi<{ readonly asOf: number | null }>;
  /** The notebook that is open; null while none is. What came before for the same account is kept then. */
  follow(notebook: OpenNotebook | null): void;
  /** The notebook that is open; the same object for as long as it is. */
  followed(): OpenNotebook | null;
  /** The hub has answered. @param staffId whose page asked; null where it was nobody's yet */
  arrived(staffId: string | null, path: string, json: unknown): void;
  /** It does not: what it said last to the same account, if that is kept. */
  missing(staffId: string | null, path: string): Promise<KeptAnswer | null>;
  /** Nobody is signed in any more. */
  forget(): void;
}

export function createKeptAnswers(): KeptAnswers {
  const store = createStore<{ readonly asOf: number | null }>(() => ({ asOf: null }));
  const waiting = new Map<string, { readonly staffId: string; readonly text: string }>();
  let open: OpenNotebook | null = null;
  const isKept = (path: string): boolean => KEPT.some((address) => address.test(path));

  // A disk without room, or a lock meanwhile: what was kept before stays.
  const keep = (path: string, text: string): void =>
    void open?.client.keep(path, text).catch(() => undefined);

  return {
    store,
    follow(notebook) {
      open = notebook;
      if (open === null) return;
      for (const [path, { staffId, text }] of waiting) if (staffId === open.staffId) keep(path, text);
      waiting.clear();
    },
    followed: () => open,
    arrived(staffId, path, json) {
      if (store.getState().asOf !== null) store.setState({ asOf: null });
      if (staffId === null || !isKept(path)) return;
      const text = JSON.stringify(json);
      if (open === null) {
        if (waiting.size < MOST_WAITING) waiting.set(path, { staffId, text });
      } else if (open.staffId === staffId) keep(path, text);
    },
    async missing(staffId, path) {
      const asked = open;
      if (asked === null || asked.staffId !== staffId || !isKept(path)) return null;
      const kept = await asked.client.kept(path).catch(() => null);
      if (kept === null || open !== asked) return null;
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
