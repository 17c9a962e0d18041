import type { SessionFacts } from '../../protocol/session/events.ts';
import type { Participant } from '../../protocol/session/people.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { isStaff } from './people.ts';

/** How long the hub leaves a session alone that is past its planned end and that no staff are in, in milliseconds (SE115). */
export const UNATTENDED_GRACE_MS = 30 * 60_000;

/**
 * When something planned comes due: the announced recall or the rooms' timer, or the end of a session that staff have
 * left without ending it; whichever is first.
 * @returns milliseconds since the epoch on the hub's clock, or null where nothing is planned
 */
export function nextDeadline(state: SessionState): number | null {
  return earliest(roomsDeadline(state), unattendedDeadline(state));
}

/** When everyone is brought back from the breakout rooms, as far as that is planned. */
export function roomsDeadline(state: SessionState): number | null {
  if (state.breakouts.stage !== 'open') return null;
  return earliest(state.breakouts.endsAt, state.breakouts.recallEndsAt);
}

/**
 * When the hub ends a session that nobody has ended: a while after its planned end and after the last of staff went,
 * whichever is later. Null while staff are in it and connected, before it was opened and after its end.
 */
export function unattendedDeadline(state: SessionState): number | null {
  if (state.status !== 'open' && state.status !== 'in_progress') return null;
  const goneAt = Object.values(state.participants).filter(isStaff).map(absentSince);
  if (goneAt.includes(null)) return null;
  const since = goneAt.map((at) => at ?? 0);
  return Math.max(state.scheduledEnd, state.openedAt ?? 0, ...since) + UNATTENDED_GRACE_MS;
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

/** Since when somebody has not been in the session; null for who is in it and connected. */
function absentSince({ presence, connection }: Participant): number | null {
  if (presence.stage === 'left' || presence.stage === 'removed') return presence.at;
  return connection.state === 'lost' ? connection.since : null;
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
