// oxlint-disable-next-line import/default -- Vite makes the module: the address of the built thread
import threadUrl from './worker/main.ts?worker&url';

/** Starts the notebook's thread. Whoever started it terminates it, which gives its claim back. */
export function startThread(scriptUrl: (url: string) => string): Worker {
  return new Worker(scriptUrl(threadUrl), { type: 'module', name: 'notebook' });
}
