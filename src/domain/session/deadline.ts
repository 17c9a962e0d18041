import type { SessionEvent, SessionFacts } from '../../protocol/session/events.ts';
import type { Participant } from '../../protocol/session/people.ts';
import type { Breakouts, SessionState } from '../../protocol/session/state.ts';
import { isStaff } from './people.ts';
import { endingOf } from './slices/lifecycle.ts';

/** For how long everyone is warned before the rooms' timer brings them back, in milliseconds (SE53). */
export const RECALL_WARNING_MS = 30_000;
/** How long a lost connection keeps its place in the session, in milliseconds (SE116). */
export const LOST_GRACE_MS = 10 * 60_000;
/** How long the hub leaves a session alone that is past its planned end and that no staff are in, in milliseconds (SE115). */
export const UNATTENDED_GRACE_MS = 30 * 60_000;

/** What comes due, by a name that nothing else of the session has, and when: milliseconds since the epoch on the hub's clock. */
export type Deadline = { readonly of: string; readonly at: number };

/**
 * What comes due by itself, in no order: the return from the rooms, its warning, the end of a lost connection's grace, or
 * the end of a session that staff have left without ending it.
 */
export function deadlinesOf(state: SessionState): readonly Deadline[] {
  const isRecalling = state.breakouts.stage === 'open' && state.breakouts.recallEndsAt !== null;
  const deadlines = [
    { of: isRecalling ? 'return' : 'warning', at: roomsDeadline(state.breakouts) },
    { of: 'session', at: unattendedDeadline(state) },
    ...Object.values(state.participants).map((person) => ({
      of: `lost ${person.id}`,
      at: lostUntil(person),
    })),
  ];
  return deadlines.flatMap(({ of, at }) => (at === null ? [] : [{ of, at }]));
}

/** When the first of them is due, or null where nothing will be. */
export function nextDeadline(state: SessionState): number | null {
  const deadlines = deadlinesOf(state);
  return deadlines.length === 0 ? null : Math.min(...deadlines.map(({ at }) => at));
}

/** What has come due by now, in the order in which it happens; nothing before its time (SE46, SE53, SE115, SE116). */
export function eventsDue(state: SessionState, now: number): readonly SessionEvent[] {
  if (isDue(unattendedDeadline(state), now)) return endingOf(state);
  const gone = Object.values(state.participants).filter((person) => isDue(lostUntil(person), now));
  return [
    ...roomsDue(state.breakouts, now),
    ...gone.map((person): SessionEvent => ({ type: 'participantLeft', participantId: person.id })),
  ];
}

/**
 * Whether a session that no hub has in memory should have been ended by now, from its plan and from the last instant at
 * which anything is known of it. Never true before its `unattendedDeadline`.
 */
export function isOverdue(
  { scheduledEnd }: Pick<SessionFacts, 'scheduledEnd'>,
  knownUntil: number,
  now: number,
): boolean {
  return Math.max(scheduledEnd, knownUntil) + UNATTENDED_GRACE_MS <= now;
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

/**
 * When the hub ends a session that nobody has ended: a while after its planned end and after the last of staff went,
 * whichever is later. Null while staff are in it and connected, before it was opened and after its end.
 */
function unattendedDeadline(state: SessionState): number | null {
  if (state.status !== 'open' && state.status !== 'in_progress') return null;
  const goneAt = Object.values(state.participants).filter(isStaff).map(absentSince);
  if (goneAt.includes(null)) return null;
  const since = goneAt.map((at) => at ?? 0);
  return Math.max(state.scheduledEnd, state.openedAt ?? 0, ...since) + UNATTENDED_GRACE_MS;
}

/** Since when somebody has not been in the session; null for who is in it and connected. */
function absentSince({ presence, connection }: Participant): number | null {
  if (presence.stage === 'left' || presence.stage === 'removed') return presence.at;
  return connection.state === 'lost' ? connection.since : null;
}
