import type { WebContents } from 'electron';
import { destinationOf } from './navigation.ts';

/**
 * Keeps a page where it is: no navigation away (nor of a frame in it), no new window, no webview. Links that may be
 * followed open in the system's browser. Meant for every `WebContents` there is, as soon as it is made.
 *
 * @param openExternal is only ever given an address that `destinationOf` has called external.
 */
export function guardContents(contents: WebContents, openExternal: (url: string) => void): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    const destination = destinationOf(event.url);
    if (destination.kind === 'own') return;
    event.preventDefault();
    if (destination.kind === 'external') openExternal(destination.url);
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    const destination = destinationOf(url);
    if (destination.kind === 'external') openExternal(destination.url);
    return { action: 'deny' };
  });
}
