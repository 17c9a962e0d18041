import type { Platform } from './platform.ts';

/** The platform of a page that the hub itself has served. */
export function createBrowserPlatform(location: { readonly origin: string }): Platform {
  return {
    kind: 'browser',
    appVersion: null,
    hubOrigin: location.origin,
    setScreenPicker: () => () => undefined,
  };
}
