import type { GlobalShortcut } from 'electron';
import type { MuteKey } from '../../src/protocol/ipc/muteKey.ts';
import type { SessionWatch } from './sessionWatch.ts';

/** The part of Electron's `globalShortcut` that is used. */
export type ShortcutPort = Pick<GlobalShortcut, 'register' | 'unregister'>;

export type MuteByKeyOptions = {
  readonly watch: SessionWatch;
  readonly shortcuts: ShortcutPort;
  readonly first: MuteKey | null;
  readonly onPressed: () => void;
  /** Whether the key is taken by another program has changed. */
  readonly onTaken: (isTaken: boolean) => void;
};

/** The key that mutes from anywhere on this machine. */
export interface MuteByKey {
  choose(key: MuteKey | null): void;
  state(): { chosen: MuteKey | null; isTaken: boolean };
  /** Gives the key back. Idempotent. */
  close(): void;
}

/**
 * Holds the key only while a session is on the screen, so that other programs have it the rest of the day. A key just
 * chosen is tried at once, so that somebody who chooses one that is taken is told then, and not in the session.
 */
export function createMuteByKey(options: MuteByKeyOptions): MuteByKey {
  const { watch, shortcuts, onPressed } = options;
  let chosen = options.first;
  let held: MuteKey | null = null;
  let isTaken = false;

  function take(key: MuteKey): boolean {
    try {
      return shortcuts.register(key, onPressed);
    } catch {
      return false; // Electron throws where the system has no such shortcuts at all.
    }
  }

  function release(): void {
    if (held !== null) shortcuts.unregister(held);
    held = null;
  }

  function tell(now: boolean): void {
    if (now === isTaken) return;
    isTaken = now;
    options.onTaken(now);
  }

  function follow(): void {
    const wanted = watch.now().stage === 'none' ? null : chosen;
    if (wanted === held) return;
    release();
    if (wanted === null) return;
    const isOurs = take(wanted);
    if (isOurs) held = wanted;
    tell(!isOurs);
  }

  const stop = watch.onChange((now, before) => {
    if ((now.stage === 'none') !== (before.stage === 'none')) follow();
  });
  return {
    choose(key) {
      release();
      chosen = key;
      const isOurs = key === null || take(key);
      if (isOurs) held = key;
      tell(!isOurs);
      follow();
    },
    state: () => ({ chosen, isTaken }),
    close() {
      stop();
      release();
    },
  };
}
