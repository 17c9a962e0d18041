import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Act } from './act.ts';

/** Steps through the slides: each step counts from the one before, also while the hub has not answered that one (CO31). */
export interface SlideSteps {
  /** The slide that was asked for last, until the hub has answered; then the session's own slide counts again. */
  readonly store: StoreApi<{ readonly intended: SlidePlace | null }>;
  show(deckId: string, index: number): void;
}

export type SlidePlace = { readonly deckId: string; readonly index: number };

/** Makes the steps of one session. */
export function createSlideSteps(act: Act): SlideSteps {
  const store = createStore<{ readonly intended: SlidePlace | null }>(() => ({ intended: null }));
  let unanswered = 0;
  return {
    store,
    show(deckId, index) {
      store.setState({ intended: { deckId, index } });
      unanswered += 1;
      void act({ type: 'showSlide', deckId, index }).then(() => {
        unanswered -= 1;
        if (unanswered === 0) store.setState({ intended: null });
      });
    },
  };
}
