import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../api/api.ts';
import { asCirclewellError } from './query.ts';

/** How often the hub is asked, in milliseconds. */
export const ASK_EVERY_MS = 15_000;
/** How often while it does not answer. */
export const ASK_AGAIN_MS = 4_000;

/** What staff are to know of how the hub is, for as long as it is so (CO73). */
export interface HubWatch {
  readonly store: StoreApi<{ readonly canSave: boolean; readonly isAway: boolean }>;
  /** Something else has asked the hub: whether it has answered (NB63). */
  answered(isThere: boolean): void;
  /** Asks at once. */
  askNow(): Promise<void>;
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
  const store = createStore(() => ({ canSave: true, isAway: false }));
  let timer: number | undefined;
  let isClosed = false;
  const later = (): void => {
    if (isClosed) return;
    const ms = store.getState().isAway ? ASK_AGAIN_MS : ASK_EVERY_MS;
    timer = timers.set(() => void askNow().then(later), ms);
  };
  function stop(): void {
    if (timer !== undefined) timers.clear(timer);
    timer = undefined;
  }
  function answered(isThere: boolean): void {
    if (store.getState().isAway === !isThere) return;
    store.setState({ isAway: !isThere });
    // While a question is on its way there is no timer: the next comes after it.
    if (timer === undefined) return;
    stop();
    later();
  }
  async function askNow(): Promise<void> {
    timer = undefined;
    if (!mayAsk()) return;
    try {
      const { canSave } = await api.hubStanding();
      store.setState({ canSave });
      answered(true);
    } catch (error) {
      // What else goes wrong in asking shows where something is asked for.
      answered(asCirclewellError(error).kind !== 'unavailable');
    }
  }
  later();
  return {
    store,
    answered,
    async askNow() {
      stop();
      await askNow();
      later();
    },
    close() {
      isClosed = true;
      stop();
    },
  };
}
