import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { SessionStatus } from '../../protocol/session/state.ts';
import type { SessionLog } from '../records/sessionLog.ts';
import type { LiveDirectory, LiveSummary } from './liveDirectory.ts';

/** How sessions stand, whether they are live, over, or waiting in the log for somebody to come back. */
export interface SessionStandings {
  of(sessionId: string): Promise<LiveSummary>;
  /**
   * Until when it is known how the session stood (AT7): now while it is live, else the last instant at which the hub is
   * known to have had it. 0 for one in which nothing has happened.
   * @param log all its events
   */
  knownUntil(sessionId: string, log: readonly LoggedEvent[]): Promise<number>;
}

export function createSessionStandings({
  directory,
  log,
  now,
}: {
  directory: LiveDirectory;
  log: SessionLog;
  now: () => number;
}): SessionStandings {
  /** What has ended stays ended; its log need not be read again. */
  const ended = new Set<string>();
  return {
    async of(sessionId) {
      const live = await directory.summary(sessionId);
      if (live) return live;
      if (ended.has(sessionId)) return emptyAs('ended');
      const status = statusOf(await log.read(sessionId));
      if (status === 'ended') ended.add(sessionId);
      return emptyAs(status);
    },
    async knownUntil(sessionId, events) {
      if (await directory.summary(sessionId)) return now();
      return Math.max(events.at(-1)?.at ?? 0, (await log.aliveAt(sessionId)) ?? 0);
    },
  };
}

/** The status that a log's events leave a session in. */
export function statusOf(events: readonly LoggedEvent[]): SessionStatus {
  let status: SessionStatus = 'scheduled';
  for (const { event } of events) {
    if (event.type === 'waitingRoomOpened') status = 'open';
    if (event.type === 'sessionStarted') status = 'in_progress';
    if (event.type === 'sessionEnded') status = 'ended';
  }
  return status;
}

function emptyAs(status: SessionStatus): LiveSummary {
  return { status, waitingCount: 0, presentCount: 0 };
}
