import { createStore, type StoreApi } from 'zustand/vanilla';

/** Whether keys of a single letter act on the session screen (WCAG 2.2, 2.1.4: they can be switched off). */
export interface KeyPreference {
  readonly store: StoreApi<{ readonly areLettersOn: boolean }>;
  /** Remembered in this browser. */
  setLetters(areOn: boolean): void;
}

const STORAGE_KEY = 'circlewell.letterKeys';
const OFF = 'off';

/** Makes the preference. Letters are on until somebody has switched them off here. */
export function createKeyPreference(storage: Pick<Storage, 'getItem' | 'setItem'>): KeyPreference {
  const store = createStore(() => ({ areLettersOn: remembered(storage) !== OFF }));
  return {
    store,
    setLetters(areOn) {
      store.setState({ areLettersOn: areOn });
      try {
        storage.setItem(STORAGE_KEY, areOn ? 'on' : OFF);
      } catch {
        // Storage can be full or forbidden; then the choice holds until the page is closed.
      }
    },
  };
}

function remembered(storage: Pick<Storage, 'getItem'>): string | null {
  try {
    return storage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
