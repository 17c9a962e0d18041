import type { RenderProcessGoneDetails } from 'electron';

/** A page that ends more often than this within the time below is not loaded again by itself. */
const MAX_RELOADS = 2;
const WITHIN_MS = 5 * 60_000;

export type PageKeeperOptions = {
  readonly now: () => number;
  /** Loads the page anew, which then says that it was. */
  readonly reload: () => void;
  /** Asks the person what is to be done, since loading anew does not help. */
  readonly giveUp: () => void;
};

/** Decides what becomes of a page whose process ended. */
export interface PageKeeper {
  onGone(reason: RenderProcessGoneDetails['reason']): void;
  /** The person wants another try: the count begins anew. */
  tryAgain(): void;
}

/** Loads the page anew, but never in a loop: the third end within five minutes is the person's to decide. */
export function createPageKeeper({ now, reload, giveUp }: PageKeeperOptions): PageKeeper {
  let reloads: number[] = [];
  return {
    onGone(reason) {
      if (reason === 'clean-exit') return;
      reloads = reloads.filter((at) => now() - at < WITHIN_MS);
      if (reloads.length >= MAX_RELOADS) {
        giveUp();
        return;
      }
      reloads.push(now());
      reload();
    },
    tryAgain() {
      reloads = [now()];
      reload();
    },
  };
}
