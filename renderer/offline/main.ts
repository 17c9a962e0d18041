import { answering } from './answering.ts';
import { createKeptPages } from './keptPages.ts';

/** Put in by the build (renderer/vite.config.ts): the addresses of the console's files, and a mark of what was built. */
declare const CONSOLE_FILES: readonly string[];
declare const BUILD: string;
declare const self: ServiceWorkerGlobalScope;

const files = CONSOLE_FILES;
/** The console's page where the hub is not there (NB60). Takes part in nothing else. */
const kept = createKeptPages({
  caches: self.caches,
  fetch: (request, init) => self.fetch(request, init),
  files,
  build: BUILD,
});
const names = new Set(files);

self.addEventListener('install', (event) => {
  // What is kept is by hash, and pages come from the network where it is there: no page is left with half of another build.
  event.waitUntil(kept.install().then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(kept.forgetOld().then(() => self.clients.claim()));
});
self.addEventListener('fetch', (event) => {
  switch (answering(event.request, self.location.origin, names)) {
    case 'network':
      return;
    case 'keptFile':
      event.respondWith(kept.file(event.request));
      return;
    case 'consolePage':
      event.respondWith(kept.page(event.request));
  }
});
