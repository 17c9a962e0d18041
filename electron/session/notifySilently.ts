import type { SessionWatch } from './sessionWatch.ts';
import type { Words } from '../words/words.ts';

/** A notification that is on the screen; Electron's `Notification` behind `main.ts`. */
export type ShownNotification = { readonly close: () => void };

export type NotifyOptions = {
  readonly watch: SessionWatch;
  readonly i18n: Words;
  /** Whether the person looks at the window anyway. */
  readonly isLookedAt: () => boolean;
  readonly show: (text: { title: string; body: string }) => ShownNotification;
};

/**
 * Says by the system's notifications that somebody waits or asks for help, while the window is not looked at. A lock
 * screen shows them to whoever passes by, so they hold no name, no group and no number.
 *
 * @returns a function that ends it; it may be called twice.
 */
export function notifySilently({ watch, i18n, isLookedAt, show }: NotifyOptions): () => void {
  let waiting: ShownNotification | null = null;
  let help: ShownNotification | null = null;
  const stop = watch.onChange((now, before) => {
    if (now.waitingCount === 0) waiting = closed(waiting);
    if (now.helpCount === 0) help = closed(help);
    if (now.stage === 'none' || isLookedAt()) return;
    if (now.waitingCount > before.waitingCount) {
      closed(waiting);
      waiting = show({ title: 'Circlewell', body: i18n._('Somebody is waiting.') });
    }
    if (now.helpCount > before.helpCount) {
      closed(help);
      help = show({ title: 'Circlewell', body: i18n._('Somebody asks for help.') });
    }
  });
  return () => {
    stop();
    waiting = closed(waiting);
    help = closed(help);
  };
}

function closed(notification: ShownNotification | null): null {
  notification?.close();
  return null;
}
