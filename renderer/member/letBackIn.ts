import type { LinkState, LiveSession } from '../live/contract.ts';
import { selfOf } from './stage.ts';

/** How often a removed member's page asks whether they may come back, in milliseconds. */
const ASK_MS = 10_000;

type ClosedReason = Extract<LinkState, { state: 'closed' }>['reason'];

/**
 * Asks until somebody who was removed has been let back in (MP38). The hub tells only those who connect: it sends them
 * away again, or takes them in.
 *
 * @param onOpen the door is open: this connection stands, and is the caller's to close from now on
 * @param onOver there is nothing to wait for any more
 * @returns stops asking; idempotent
 */
export function askUntilLetBackIn(options: {
  connect: () => LiveSession;
  after: (ms: number, callback: () => void) => () => void;
  onOpen: (live: LiveSession) => void;
  onOver: (reason: Exclude<ClosedReason, 'removed' | 'badMessage' | 'hubStopping'>) => void;
}): () => void {
  let stop = () => {};

  function askLater(): void {
    stop = options.after(ASK_MS, ask);
  }

  function ask(): void {
    const live = options.connect();
    const stopListening = live.store.subscribe(look);
    stop = () => {
      stop = () => {};
      stopListening();
      live.close();
    };
    look();

    function look(): void {
      const view = live.store.getState();
      if (view.link.state === 'closed') {
        stop();
        sentAway(view.link.reason);
      } else if (view.state !== null && selfOf(view)?.presence.stage !== 'removed') {
        stopListening();
        stop = () => {};
        options.onOpen(live);
      }
    }
  }

  function sentAway(reason: ClosedReason): void {
    switch (reason) {
      case 'removed':
      case 'badMessage':
      case 'hubStopping':
        askLater();
        return;
      case 'left':
      case 'ended':
      case 'takenOver':
      case 'signedOut':
      case 'outdated':
        options.onOver(reason);
    }
  }

  askLater();
  return () => stop();
}
