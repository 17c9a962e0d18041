import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../api/api.ts';

/** How often the hub is asked, in milliseconds. */
export const ASK_EVERY_MS = 15_000;

/** What staff are to know of how the hub is, for as long as it is so (CO73). */
export interface HubWatch {
  readonly store: StoreApi<{ readonly canSave: boolean }>;
  close(): void;
}

export type HubWatchDeps = {
  readonly api: Pick<Api, 'hubStanding'>;
  /** Whether there is somebody to ask for: signed in, and not behind the lock. */
  readonly mayAsk: () => boolean;
  readonly timers: {
    readonly set: (run: () => void, ms: number) => number;
    readonly clear: (timer: number) => void;
  };
};

/** Asks now and then, one question after the other. Where the hub does not answer, what is known holds. */
export function createHubWatch({ api, mayAsk, timers }: HubWatchDeps): HubWatch {
  const store = createStore(() => ({ canSave: true }));
  let timer: number | undefined;
  let isClosed = false;
  const later = (): void => {
    if (!isClosed) timer = timers.set(() => void look(), ASK_EVERY_MS);
  };
  async function look(): Promise<void> {
    if (mayAsk()) await api.hubStanding().then(({ canSave }) => store.setState({ canSave }), ignore);
    later();
  }
  later();
  return {
    store,
    close() {
      isClosed = true;
      if (timer !== undefined) timers.clear(timer);
    },
  };
}

/** What goes wrong in asking shows where something is asked for. */
const ignore = (): void => undefined;
