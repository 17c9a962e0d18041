/** The name of the built service worker (renderer/vite.config.ts). */
const OFFLINE = '/offline.js';

/** Has the browser keep the console's page for when the hub is away (NB60). A browser that does not opens it with the hub alone. */
export function registerOffline(scriptUrl: (url: string) => string): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register(scriptUrl(OFFLINE), { type: 'module', scope: '/', updateViaCache: 'none' })
    .catch(() => undefined);
}
