import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ShownSlide } from '../../../../src/protocol/session/state.ts';
import type { Api } from '../../api/api.ts';
import type { DeckShelf } from './slides.ts';

/** Reads decks once and keeps them, so that notes and the jump list stay usable while the hub does not answer. */
export function createDeckShelf(
  api: Pick<Api, 'decks' | 'deck'>,
  showFirst: (deckId: string) => void,
): {
  readonly store: StoreApi<DeckShelf>;
  follow(shown: ShownSlide | null): void;
  choose(deckId: string): void;
} {
  const store = createStore<DeckShelf>(() => ({ decks: [], read: {}, inHand: null }));
  const asked = new Set<string>();
  const read = (deckId: string): void => {
    if (asked.has(deckId)) return;
    asked.add(deckId);
    api.deck(deckId).then(
      ({ deck }) => store.setState({ read: { ...store.getState().read, [deckId]: deck } }),
      () => void asked.delete(deckId), // A deck without its notes can still be stepped through; the next slide asks again.
    );
  };
  api.decks().then(
    ({ decks }) => store.setState({ decks }),
    () => undefined, // The picker shows none then; nothing else needs the list.
  );
  return {
    store,
    follow(shown) {
      if (!shown) return;
      const { inHand } = store.getState();
      read(shown.deckId);
      if (inHand?.deckId !== shown.deckId || inHand.index !== shown.index)
        store.setState({ inHand: { deckId: shown.deckId, index: shown.index } });
    },
    choose(deckId) {
      store.setState({ inHand: { deckId, index: 0 } });
      read(deckId);
      showFirst(deckId);
    },
  };
}
