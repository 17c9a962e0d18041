import { createStore, type StoreApi } from 'zustand/vanilla';

/** A short message at the edge of the page. */
export type Toast = {
  readonly text: string;
  readonly tone?: 'info' | 'good' | 'danger';
  /** One thing to do about it, such as "Undo". */
  readonly action?: { readonly label: string; readonly onPress: () => void };
};

export type ShownToast = Toast & { readonly id: number };

/** The toasts of a page. One with an action or of tone `danger` stays until it is closed. */
export interface Toasts {
  readonly store: StoreApi<readonly ShownToast[]>;
  show(toast: Toast): void;
  close(id: number): void;
  /** Takes all of them away at once. */
  clear(): void;
}

/** The most toasts at a time; the oldest goes when another comes. */
const MAX_SHOWN = 3;

/** Makes the toasts of a page. */
export function createToasts(): Toasts {
  const store = createStore<readonly ShownToast[]>(() => []);
  let count = 0;
  return {
    store,
    show: (toast) => {
      count += 1;
      store.setState(
        [...store.getState().filter(({ text }) => text !== toast.text), { ...toast, id: count }].slice(
          -MAX_SHOWN,
        ),
        true,
      );
    },
    close: (id) =>
      store.setState(
        store.getState().filter((toast) => toast.id !== id),
        true,
      ),
    clear: () => store.setState([], true),
  };
}
