import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeckSummary } from '../../../../src/protocol/api/decks.ts';
import type { ShownSlide } from '../../../../src/protocol/session/state.ts';
import type { Api, Deck } from '../../api/api.ts';
import type { SlidePlace } from './slideSteps.ts';

/** How far something has come that was asked of the hub. */
export type Reading = 'loading' | 'ready' | 'failed';

/** What the presenter holds outside the session: decks read so far, and the place in the one in hand. */
export type DeckShelf = {
  readonly list: Reading;
  readonly decks: readonly DeckSummary[];
  readonly read: Readonly<Record<string, Deck>>;
  /** Decks whose slides and notes could not be read. */
  readonly failed: ReadonlySet<string>;
  readonly inHand: SlidePlace | null;
};

export interface DeckShelfModel {
  readonly store: StoreApi<DeckShelf>;
  follow(shown: ShownSlide | null): void;
  choose(deckId: string): void;
  /** Asks for the list again. */
  reload(): void;
  /** Asks for a deck's slides and notes again. */
  reread(deckId: string): void;
}

/** Reads decks once and keeps them, so that notes and the jump list stay usable while the hub does not answer (CO29). */
export function createDeckShelf(
  api: Pick<Api, 'decks' | 'deck'>,
  showFirst: (deckId: string) => void,
): DeckShelfModel {
  const store = createStore<DeckShelf>(() => ({
    list: 'loading',
    decks: [],
    read: {},
    failed: new Set<string>(),
    inHand: null,
  }));
  const asked = new Set<string>();
  const setFailed = (deckId: string, isFailed: boolean): void => {
    const failed = new Set(store.getState().failed);
    if (failed.has(deckId) === isFailed) return;
    if (isFailed) failed.add(deckId);
    else failed.delete(deckId);
    store.setState({ failed });
  };
  const read = (deckId: string): void => {
    if (asked.has(deckId)) return;
    asked.add(deckId);
    setFailed(deckId, false);
    api.deck(deckId).then(
      ({ deck }) => store.setState({ read: { ...store.getState().read, [deckId]: deck } }),
      () => {
        asked.delete(deckId);
        setFailed(deckId, true);
      },
    );
  };
  const reload = (): void => {
    store.setState({ list: 'loading' });
    api.decks().then(
      ({ decks }) => store.setState({ decks, list: 'ready' }),
      () => store.setState({ list: 'failed' }),
    );
  };
  reload();
  return {
    store,
    reload,
    reread: read,
    follow(shown) {
      if (!shown) return;
      const { inHand } = store.getState();
      // A deck without its notes can still be stepped through; each new slide asks for them again.
      if (inHand?.deckId === shown.deckId && inHand.index === shown.index) return;
      store.setState({ inHand: { deckId: shown.deckId, index: shown.index } });
      read(shown.deckId);
    },
    choose(deckId) {
      store.setState({ inHand: { deckId, index: 0 } });
      read(deckId);
      showFirst(deckId);
    },
  };
}
