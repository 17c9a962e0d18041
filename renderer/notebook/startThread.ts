// oxlint-disable-next-line import/default -- Vite makes the module: the address of the built thread
import threadUrl from './worker/main.ts?worker&url';

/** Starts the notebook's thread. Whoever started it terminates it, which gives its claim back. */
export function startThread(scriptUrl: (url: string) => string): Worker {
  return new Worker(scriptUrl(threadUrl), { type: 'module', name: 'notebook' });
}

/**
 * The same, with the first one begun once the page has nothing else to do: it is read while the page is drawn and a passphrase typed.
 * @returns what gives a thread out, to whoever terminates it
 */
export function startThreadsAhead(
  scriptUrl: (url: string) => string,
  whenFree: (work: () => void) => void,
): () => Worker {
  let ahead: Worker | null = null;
  let isTaken = false;
  whenFree(() => {
    if (isTaken) return;
    const begun = startThread(scriptUrl);
    // Whoever needs one begins it anew, and hears of what is wrong.
    begun.addEventListener('error', () => (ahead = null));
    ahead = begun;
  });
  return () => {
    const thread = ahead ?? startThread(scriptUrl);
    ahead = null;
    isTaken = true;
    return thread;
  };
}
