import { keepScreenOn, type WakeLockPort } from './keepScreenOn.ts';
import type { Platform } from './platform.ts';

/** What of a browser's window is used. */
export type BrowserSurroundings = {
  readonly location: { readonly origin: string };
  readonly document: Pick<Document, 'addEventListener' | 'visibilityState'>;
  readonly navigator: { readonly wakeLock?: WakeLockPort };
};

/** The platform of a page that the hub itself has served. */
export function createBrowserPlatform({ location, document, navigator }: BrowserSurroundings): Platform {
  const wantScreen = keepScreenOn(navigator.wakeLock, document);
  return {
    kind: 'browser',
    appVersion: null,
    shell: null,
    keychain: null,
    hubOrigin: location.origin,
    setScreenPicker: () => () => undefined,
    tellSession({ stage }) {
      wantScreen(stage !== 'none');
    },
    onMicAsked: () => () => undefined,
    tellLanguage: () => undefined,
  };
}
