/** Calls the listener when a lost connection is likely to work again: back on line, or the page is looked at again. */
export type OnWakeUp = (listener: () => void) => () => void;

/** The browser's own signs of that. */
export const onBrowserWakeUp: OnWakeUp = (listener) => {
  const aborter = new AbortController();
  const { signal } = aborter;
  const onVisibility = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener, { signal });
  window.addEventListener('pageshow', listener, { signal });
  document.addEventListener('visibilitychange', onVisibility, { signal });
  return () => aborter.abort();
};
