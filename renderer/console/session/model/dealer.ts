import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Act } from './act.ts';

/** Makes rooms and deals the members to them: several commands, one after the other. */
export interface Dealer {
  /** While it is at it, the rooms must not be opened: nobody would be in them yet. */
  readonly store: StoreApi<{ readonly isDealing: boolean }>;
  readonly deal: (names: readonly string[]) => Promise<void>;
}

/** Makes one. Stops at the first command that is refused, which has been told by then. */
export function createDealer(act: Act): Dealer {
  const store = createStore(() => ({ isDealing: false }));
  return {
    store,
    async deal(names) {
      store.setState({ isDealing: true });
      try {
        for (const name of names) if (!(await act({ type: 'addRoom', name }))) return;
        await act({ type: 'shuffleRooms' });
      } finally {
        store.setState({ isDealing: false });
      }
    },
  };
}
