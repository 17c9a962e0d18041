import type { ScreenChoice, ScreenSource } from '../../src/protocol/ipc/screens.ts';

/** What the page's own picker offers. `canShareSound`: the machine's sound can be shared too. */
export type ScreenOffer = { readonly sources: readonly ScreenSource[]; readonly canShareSound: boolean };

/** Lets the person choose; null where they choose nothing. */
export type ScreenPicker = (offer: ScreenOffer) => Promise<ScreenChoice | null>;

/**
 * What the desktop shell can do for the page and a browser does in another way. The console is otherwise the same in
 * both, and asks nobody else where it runs.
 */
export interface Platform {
  readonly kind: 'electron' | 'browser';
  /** The desktop app's version; null in a browser, where the page is the hub's and has the hub's version. */
  readonly appVersion: string | null;
  /** The hub's origin, for the live socket (a socket cannot go through the shell's own scheme). HTTP stays relative. */
  readonly hubOrigin: string;
  /**
   * Gives the platform the page's picker, until the returned function is called. A browser has its own and never asks.
   * While no picker is given, sharing in the shell ends as if the person had closed it.
   */
  setScreenPicker(picker: ScreenPicker): () => void;
}

/** The address of something on the hub that speaks WebSocket, such as `/api/live`. */
export function socketUrl(platform: Platform, path: `/${string}`): string {
  return platform.hubOrigin.replace(/^http/, 'ws') + path;
}
