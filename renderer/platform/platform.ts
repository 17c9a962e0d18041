import type { ScreenChoice, ScreenSource } from '../../src/protocol/ipc/screens.ts';
import type { ShownSession } from '../../src/protocol/ipc/shownSession.ts';
import type { Language } from '../../src/protocol/session/people.ts';
import type { Shell } from './shell.ts';

/** What the page's own picker offers. `canShareSound`: the machine's sound can be shared too. */
export type ScreenOffer = { readonly sources: readonly ScreenSource[]; readonly canShareSound: boolean };

/** Lets the person choose; null where they choose nothing. */
export type ScreenPicker = (offer: ScreenOffer) => Promise<ScreenChoice | null>;

/** The system's keychain, for the secret that opens a notebook's vault; base64 in and out. */
export interface SecretKeeper {
  /** Null where there is no keychain that keeps a secret: then a passphrase is asked for. */
  seal(secret: string): Promise<string | null>;
  /** Null where it does not open on this machine. */
  open(sealed: string): Promise<string | null>;
}

/**
 * What the desktop shell can do for the page and a browser does in another way. The console is otherwise the same in
 * both, and asks nobody else where it runs.
 */
export interface Platform {
  readonly kind: 'electron' | 'browser';
  /** The desktop app's version; null in a browser, where the page is the hub's and has the hub's version. */
  readonly appVersion: string | null;
  /** The desktop shell; null in a browser. */
  readonly shell: Shell | null;
  /** The system's keychain; null in a browser, which has none for a page. */
  readonly keychain: SecretKeeper | null;
  /**
   * The hub's origin, for the live socket (a socket cannot go through the shell's own scheme). HTTP stays relative. Empty
   * in the shell while no hub has been chosen, when there is nothing but the choice on the screen.
   */
  readonly hubOrigin: string;
  /**
   * Gives the platform the page's picker, until the returned function is called. A browser has its own and never asks.
   * While no picker is given, sharing in the shell ends as if the person had closed it.
   */
  setScreenPicker(picker: ScreenPicker): () => void;
  /** Says what session is on the screen, whenever that changes. Both keep the screen awake while there is one. */
  tellSession(status: ShownSession): void;
  /** Hears that the person wants their microphone on or off from outside the page, until the returned function is called. */
  onMicAsked(listener: (isOn: boolean) => void): () => void;
  /** Says which language the page speaks. */
  tellLanguage(language: Language): void;
}

/** The address of something on the hub that speaks WebSocket, such as `/api/live`. */
export function socketUrl(platform: Platform, path: `/${string}`): string {
  return platform.hubOrigin.replace(/^http/, 'ws') + path;
}
