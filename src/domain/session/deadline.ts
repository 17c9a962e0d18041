import type { SessionEvent } from '../../protocol/session/events.ts';
import type { Participant } from '../../protocol/session/people.ts';
import type { Breakouts, SessionState } from '../../protocol/session/state.ts';

/** For how long everyone is warned before the rooms' timer brings them back, in milliseconds (SE53). */
export const RECALL_WARNING_MS = 30_000;
/** How long a lost connection keeps its place in the session, in milliseconds (SE116). */
export const LOST_GRACE_MS = 10 * 60_000;

/**
 * When something comes due by itself next: the return from the rooms, its warning, or the end of a lost connection's grace.
 * @returns milliseconds since the epoch on the hub's clock, or null where nothing will
 */
export function nextDeadline(state: SessionState): number | null {
  const deadlines = [roomsDeadline(state.breakouts), ...Object.values(state.participants).map(lostUntil)];
  const set = deadlines.filter((deadline) => deadline !== null);
  return set.length === 0 ? null : Math.min(...set);
}

/** What has come due by now, in the order in which it happens; nothing before its time (SE46, SE53, SE116). */
export function eventsDue(state: SessionState, now: number): SessionEvent[] {
  const gone = Object.values(state.participants).filter((person) => isDue(lostUntil(person), now));
  return [
    ...roomsDue(state.breakouts, now),
    ...gone.map((person): SessionEvent => ({ type: 'participantLeft', participantId: person.id })),
  ];
}

const isDue = (deadline: number | null, now: number): boolean => deadline !== null && now >= deadline;

/** A recall that runs has the last word over the timer (SE54). */
function roomsDeadline(breakouts: Breakouts): number | null {
  if (breakouts.stage !== 'open') return null;
  const { endsAt, recallEndsAt } = breakouts;
  return recallEndsAt ?? (endsAt === null ? null : endsAt - RECALL_WARNING_MS);
}

function roomsDue(breakouts: Breakouts, now: number): SessionEvent[] {
  if (breakouts.stage !== 'open' || !isDue(roomsDeadline(breakouts), now)) return [];
  if (breakouts.recallEndsAt !== null) return [{ type: 'roomsClosed' }];
  // A hub that was late, or away, still warns for the whole time.
  return [{ type: 'recallStarted', endsAt: Math.max(breakouts.endsAt ?? 0, now + RECALL_WARNING_MS) }];
}

function lostUntil({ presence, connection }: Participant): number | null {
  const isHere = presence.stage === 'present' || presence.stage === 'waiting';
  return isHere && connection.state === 'lost' ? connection.since + LOST_GRACE_MS : null;
}
