import { NO_SESSION, type ShownSession } from '../../src/protocol/ipc/shownSession.ts';

/** Hears a change, with what was before it. */
export type StatusListener = (now: ShownSession, before: ShownSession) => void;

/** What the page last said of the session on its screen. Everything in the shell that depends on a session asks here. */
export interface SessionWatch {
  now(): ShownSession;
  set(status: ShownSession): void;
  /** Hears changes until the returned function is called. */
  onChange(listener: StatusListener): () => void;
}

/** Begins with no session. Saying the same again is no change. */
export function createSessionWatch(): SessionWatch {
  let status = NO_SESSION;
  const listeners = new Set<StatusListener>();
  return {
    now: () => status,
    set(next) {
      const before = status;
      if (isSame(before, next)) return;
      status = next;
      for (const listener of listeners) listener(next, before);
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
