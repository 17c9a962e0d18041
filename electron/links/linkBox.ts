import type { DeepLink } from '../../src/protocol/ipc/deepLink.ts';

/** Holds the link that was opened last until the page takes it: it may come before there is a page. */
export interface LinkBox {
  put(link: DeepLink): void;
  /** Gives it out once. */
  take(): DeepLink | null;
}

/** @param onPut tells the page, if there is one. */
export function createLinkBox(onPut: () => void): LinkBox {
  let held: DeepLink | null = null;
  return {
    put(link) {
      held = link;
      onPut();
    },
    take() {
      const taken = held;
      held = null;
      return taken;
    },
  };
}
