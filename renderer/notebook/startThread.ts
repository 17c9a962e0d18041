/** Starts the notebook's thread. Whoever started it terminates it, which gives its claim back. */
export function startThread(): Worker {
  return new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module', name: 'notebook' });
}
