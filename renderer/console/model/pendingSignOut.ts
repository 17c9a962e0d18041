import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../api/api.ts';
import { asCirclewellError } from './query.ts';

/** Where it is kept; pages of this origin hear from each other of a change to it. */
export const SIGN_OUT_KEY = 'circlewell.signOut';
const PENDING = 'pending';
/** How often the hub is told of a sign-out until it has heard, in milliseconds. */
export const TELL_EVERY_MS = 4_000;

/** A sign-out that the hub has not heard of: it is told until it has, and by that sign-in nothing is asked meanwhile (CO76). */
export interface PendingSignOut {
  readonly store: StoreApi<{ readonly isPending: boolean }>;
  /** Tells the hub first where there is something to tell. Rejects like `fetch` until it has heard. */
  readonly fetch: typeof globalThis.fetch;
  /** Ends the sign-in at the hub, or as soon as it answers. Rejects with a CirclewellError where neither can be had. */
  signOut(api: Pick<Api, 'signOut'>): Promise<null>;
  /** Another page may have signed out, or told. */
  look(): void;
}

export type PendingSignOutDeps = {
  readonly fetch: typeof globalThis.fetch;
  /** The same for all pages of this origin, and outlives them. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly timers: { readonly set: (run: () => void, ms: number) => number };
};

export function createPendingSignOut({ fetch, storage, timers }: PendingSignOutDeps): PendingSignOut {
  const store = createStore(() => ({ isPending: false }));
  let telling: Promise<void> | null = null;
  let isWaiting = false;

  function isPending(): boolean {
    try {
      return storage.getItem(SIGN_OUT_KEY) !== null;
    } catch {
      return false;
    }
  }

  async function tellHub(): Promise<void> {
    const { ok, status } = await fetch('/api/sign-out', { method: 'POST', credentials: 'same-origin' });
    if (!ok && status !== 401) throw new TypeError(`the hub has not taken the sign-out: ${status}`);
    storage.removeItem(SIGN_OUT_KEY);
    look();
  }
  /** Whatever asks meanwhile waits for the same answer. */
  function tell(): Promise<void> {
    telling ??= tellHub().finally(() => (telling = null));
    return telling;
  }

  function look(): void {
    store.setState({ isPending: isPending() });
    if (isWaiting || !isPending()) return;
    isWaiting = true;
    timers.set(() => {
      isWaiting = false;
      if (isPending()) void tell().catch(look);
    }, TELL_EVERY_MS);
  }
  look();

  return {
    store,
    look,
    async fetch(input, init) {
      if (isPending()) await tell();
      return fetch(input, init);
    },
    async signOut(api) {
      try {
        return await api.signOut();
      } catch (error) {
        if (asCirclewellError(error).kind !== 'unavailable') throw error;
        try {
          storage.setItem(SIGN_OUT_KEY, PENDING);
        } catch {
          // What cannot be kept would be forgotten by a reload, and the sign-in with it still good.
          throw error;
        }
        look();
        return null;
      }
    },
  };
}
