import { createStore, type StoreApi } from 'zustand/vanilla';
import { CirclewellError } from '../../../src/protocol/errors.ts';

/** What a screen knows of something it asked the hub for. A failed reload keeps what was there. */
export type QueryView<T> =
  | { readonly stage: 'loading' }
  | { readonly stage: 'ready'; readonly value: T; readonly isStale: boolean }
  | { readonly stage: 'failed'; readonly error: CirclewellError };

export interface Query<T> {
  readonly store: StoreApi<QueryView<T>>;
  /** Asks (again). Never rejects: what went wrong is in the view. */
  reload(): Promise<void>;
  /** Puts in what is already known, such as the reply to a change. */
  put(value: T): void;
}

/** The error as the house's own class, whatever was thrown. */
export function asCirclewellError(error: unknown): CirclewellError {
  return error instanceof CirclewellError ? error : new CirclewellError('internal', 'unexpected');
}

/** Holds one answer of the hub. Only the last of several questions counts. */
export function createQuery<T>(ask: () => Promise<T>): Query<T> {
  const store = createStore<QueryView<T>>(() => ({ stage: 'loading' }));
  let turn = 0;
  return {
    store,
    async reload() {
      const mine = ++turn;
      try {
        const value = await ask();
        if (mine === turn) store.setState({ stage: 'ready', value, isStale: false }, true);
      } catch (error) {
        if (mine !== turn) return;
        const before = store.getState();
        if (before.stage === 'ready') store.setState({ ...before, isStale: true }, true);
        else store.setState({ stage: 'failed', error: asCirclewellError(error) }, true);
      }
    },
    put(value) {
      turn += 1;
      store.setState({ stage: 'ready', value, isStale: false }, true);
    },
  };
}
