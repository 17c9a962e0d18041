import type { SessionLog } from './sessionLog.ts';

/** The same log with another way to append, whatever the log is made of. */
export function withAppend(log: SessionLog, append: SessionLog['append']): SessionLog {
  return {
    append,
    read: (sessionId, afterSeq) => log.read(sessionId, afterSeq),
    findCommand: (sessionId, key) => log.findCommand(sessionId, key),
    noteAlive: (sessionIds, at) => log.noteAlive(sessionIds, at),
    unended: () => log.unended(),
    aliveAt: (sessionId) => log.aliveAt(sessionId),
    saveSnapshot: (sessionId, state) => log.saveSnapshot(sessionId, state),
    latestSnapshot: (sessionId) => log.latestSnapshot(sessionId),
  };
}
