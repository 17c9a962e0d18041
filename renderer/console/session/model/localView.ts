import { roomIdOf } from '../../../../src/domain/session/people.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LiveSession } from '../../../live/contract.ts';
import { MAIN_ROOM_ID } from '../../../../src/protocol/session/state.ts';
import type { LocalView, NarrowTab } from './view.ts';

/** What the person at the screen has set for themselves, with the moves that touch more than one part of it. */
export interface Local {
  readonly store: StoreApi<LocalView>;
  /** The rooms board or the people: in the middle of a wide window, and as the chosen tab of a narrow one. */
  showBoard(isShown: boolean): void;
  /** Chooses a part of a narrow window. */
  showTab(tab: NarrowTab): void;
  /** From the circle to the grid and back, with the people on the screen. */
  turnLayout(): void;
}

/** Makes one, as a session begins. */
export function createLocal(): Local {
  const store = createStore<LocalView>(() => ({
    layout: 'circle',
    isSelfHidden: false,
    isBoardOpen: false,
    tab: 'people',
    roomMinutes: 15,
    channel: 'staff',
    beside: 'slide',
    whereId: null,
  }));
  const showBoard: Local['showBoard'] = (isShown) =>
    store.setState({ isBoardOpen: isShown, tab: isShown ? 'rooms' : 'people' });
  return {
    store,
    showBoard,
    showTab(tab) {
      if (tab === 'rooms' || tab === 'people') showBoard(tab === 'rooms');
      else store.setState({ tab });
    },
    turnLayout() {
      store.setState({ layout: store.getState().layout === 'circle' ? 'grid' : 'circle' });
      showBoard(false);
    },
  };
}

/**
 * Rooms that open show their board; going into a room shows its people, and coming back the board. Whoever reads notes
 * or messages in a narrow window stays there, unless they are the one who moves (CO20).
 */
export function followRooms(live: Pick<LiveSession, 'store'>, local: Local): () => void {
  let wasOpen = false;
  let wasIn: string | null = null;
  const look = (): void => {
    const { state, selfId } = live.store.getState();
    if (state === null || selfId === null) return;
    const isOpen = state.breakouts.stage === 'open';
    const here = roomIdOf(state, selfId);
    const hasMoved = isOpen && wasOpen && here !== wasIn;
    if (hasMoved || isOpen !== wasOpen) {
      const { tab } = local.store.getState();
      const isElsewhere = tab !== 'people' && tab !== 'rooms';
      local.showBoard(isOpen && here === MAIN_ROOM_ID);
      if (isElsewhere && !hasMoved) local.showTab(tab);
    }
    wasOpen = isOpen;
    wasIn = here;
  };
  look();
  return live.store.subscribe(look);
}
