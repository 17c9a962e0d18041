import { NO_SESSION, type ShownSession } from '../../src/protocol/ipc/shownSession.ts';

/** Hears a change, with what was before it. */
export type StatusListener = (now: ShownSession, before: ShownSession) => void;

/** What the page last said of the session on its screen, and the own hub of those that it holds. Everything in the shell that depends on a session asks here. */
export interface SessionWatch {
  now(): ShownSession;
  set(status: ShownSession): void;
  /** Whether somebody is in a session on the shell's own hub, by whatever page or browser (SH98). */
  setHub(isBusy: boolean): void;
  /** Whether a session is on the page's screen, or on the own hub. */
  isOn(): boolean;
  /** Hears when that changes, until the returned function is called. */
  onOn(listener: (isOn: boolean) => void): () => void;
  /** Hears changes until the returned function is called. */
  onChange(listener: StatusListener): () => void;
}

/** Begins with no session. Saying the same again is no change. */
export function createSessionWatch(): SessionWatch {
  let status = NO_SESSION;
  let isHubBusy = false;
  const listeners = new Set<StatusListener>();
  const onListeners = new Set<(isOn: boolean) => void>();
  const isOn = () => isHubBusy || status.stage !== 'none';

  /** Tells of what the change makes of `isOn`, if anything. */
  function changing(change: () => void): void {
    const before = isOn();
    change();
    if (isOn() !== before) for (const listener of onListeners) listener(!before);
  }

  return {
    now: () => status,
    isOn,
    set(next) {
      const before = status;
      if (isSame(before, next)) return;
      changing(() => (status = next));
      for (const listener of listeners) listener(next, before);
    },
    setHub(isBusy) {
      changing(() => (isHubBusy = isBusy));
    },
    onOn(listener) {
      onListeners.add(listener);
      return () => {
        onListeners.delete(listener);
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function isSame(a: ShownSession, b: ShownSession): boolean {
  return (
    a.stage === b.stage &&
    a.isMicOn === b.isMicOn &&
    a.waitingCount === b.waitingCount &&
    a.helpCount === b.helpCount
  );
}
