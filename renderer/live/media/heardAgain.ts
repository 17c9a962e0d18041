import type { LiveClock } from '../clock.ts';

const LOOK_MS = 100;
/** Media that has not come in for so long has stopped, in milliseconds; a silent microphone still sends. */
const GAP_MS = 500;

/** Watches until it is stopped. */
export interface HeardWatch {
  /** Whether no media came in for half a second at a time since it is watched. */
  hadStopped(): boolean;
  stop(): void;
}

/**
 * Watches for media that had stopped and comes in again: the first sign that a network is back, some hundred milliseconds before
 * a connection would find out by trying (CL7). It tells as well whether media ever stopped while it was watched.
 *
 * @param newestAt when the newest of all that is received was played or shown, in any clock; null where nothing was of late
 */
export function watchHeardAgain(options: {
  clock: LiveClock;
  newestAt: () => number | null;
  onHeardAgain: () => void;
}): HeardWatch {
  const { clock } = options;
  let newest: number | null = null;
  let changedAt = clock.now();
  let hadStopped = false;
  let callOff = (): void => undefined;
  function look(): void {
    callOff = clock.after(LOOK_MS, look);
    const now = clock.now();
    const found = options.newestAt();
    if (found === null || found === newest) return;
    const gapMs = now - changedAt;
    newest = found;
    changedAt = now;
    if (gapMs < GAP_MS) return;
    hadStopped = true;
    options.onHeardAgain();
  }
  look();
  return {
    hadStopped: () => hadStopped || clock.now() - changedAt >= GAP_MS,
    stop: () => callOff(),
  };
}
