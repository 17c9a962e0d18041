import { NO_SESSION, type SessionStatus } from '../../src/protocol/ipc/sessionStatus.ts';

/** Hears a change, with what was before it. */
export type StatusListener = (now: SessionStatus, before: SessionStatus) => void;

/** What the page last said of the session on its screen. Everything in the shell that depends on a session asks here. */
export interface SessionWatch {
  now(): SessionStatus;
  set(status: SessionStatus): void;
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

function isSame(a: SessionStatus, b: SessionStatus): boolean {
  return (
    a.stage === b.stage &&
    a.isMicOn === b.isMicOn &&
    a.waitingCount === b.waitingCount &&
    a.helpCount === b.helpCount
  );
}
