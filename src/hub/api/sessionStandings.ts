import { isOverdue } from '../../domain/session/deadline.ts';
import type { LoggedEvent, SessionFacts } from '../../protocol/session/events.ts';
import type { SessionStatus } from '../../protocol/session/state.ts';
import type { SessionLog } from '../records/sessionLog.ts';
import type { LiveDirectory, LiveSummary } from './liveDirectory.ts';

/** How sessions stand, whether they are live, over, or waiting in the log for somebody to come back. */
export interface SessionStandings extends Pick<LiveDirectory, 'isPresent'> {
  /** One that nobody has ended, and that the hub is about to end (SE115), counts as ended: nobody is led there. */
  of(session: Pick<SessionFacts, 'id' | 'scheduledEnd'>): Promise<LiveSummary>;
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
  const lastKnown = async (sessionId: string, events: readonly LoggedEvent[]) =>
    Math.max(events.at(-1)?.at ?? 0, (await log.aliveAt(sessionId)) ?? 0);

  return {
    async of({ id, scheduledEnd }) {
      const live = await directory.summary(id);
      if (live) return live;
      if (ended.has(id)) return emptyAs('ended');
      const events = await log.read(id);
      const status = statusOf(events);
      if (status === 'ended') ended.add(id);
      if (status !== 'open' && status !== 'in_progress') return emptyAs(status);
      const isOver = isOverdue({ scheduledEnd }, await lastKnown(id, events), now());
      return emptyAs(isOver ? 'ended' : status);
    },
    isPresent: (sessionId, participantId) => directory.isPresent(sessionId, participantId),
    knownUntil: async (sessionId, events) =>
      (await directory.summary(sessionId)) ? now() : lastKnown(sessionId, events),
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
