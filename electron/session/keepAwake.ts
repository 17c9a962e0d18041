import type { PowerSaveBlocker } from 'electron';
import type { SessionWatch } from './sessionWatch.ts';

/** The part of Electron's `powerSaveBlocker` that is used. */
export type PowerSavePort = Pick<PowerSaveBlocker, 'start' | 'stop'>;

/**
 * Keeps the machine and its screen awake from the opening of the waiting room to the end of the session, and not a
 * moment longer; also for a session on the own hub that others are in.
 *
 * @returns a function that lets the machine sleep again; it may be called twice.
 */
export function keepAwake(watch: SessionWatch, powerSave: PowerSavePort): () => void {
  let blocker: number | null = null;
  const follow = (isOn: boolean): void => {
    if (isOn) blocker ??= powerSave.start('prevent-display-sleep');
    else if (blocker !== null) {
      powerSave.stop(blocker);
      blocker = null;
    }
  };
  const stop = watch.onOn(follow);
  follow(watch.isOn());
  return () => {
    stop();
    follow(false);
  };
}
