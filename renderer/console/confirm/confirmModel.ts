import { createStore, type StoreApi } from 'zustand/vanilla';
import { isSignInOver } from '../api/http.ts';
import type { LockApi, Proof } from '../api/lockApi.ts';
import { asCirclewellError } from '../model/query.ts';

/** Asks whether it is still who signed in, for requests that the hub wants confirmed (CO61). */
export interface Confirming {
  readonly store: StoreApi<{ readonly isAsking: boolean }>;
  /** Asks, once for all who ask while it is asked; resolves to whether it was confirmed. */
  ask(): Promise<boolean>;
  /** Rejects with a CirclewellError where the proof is wrong, and goes on asking; asks no more where the sign-in is over. */
  confirm(proof: Proof): Promise<void>;
  cancel(): void;
}

export function createConfirming(api: Pick<LockApi, 'confirm'>): Confirming {
  const store = createStore(() => ({ isAsking: false }));
  let asked: PromiseWithResolvers<boolean> | null = null;
  const answer = (isConfirmed: boolean): void => {
    const waiting = asked;
    asked = null;
    store.setState({ isAsking: false });
    waiting?.resolve(isConfirmed);
  };
  return {
    store,
    ask() {
      asked ??= Promise.withResolvers<boolean>();
      store.setState({ isAsking: true });
      return asked.promise;
    },
    async confirm(proof) {
      try {
        await api.confirm(proof);
      } catch (error) {
        if (isSignInOver(asCirclewellError(error))) answer(false);
        throw error;
      }
      answer(true);
    },
    cancel: () => answer(false),
  };
}
