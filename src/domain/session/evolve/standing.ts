import type { SessionState } from '../../../protocol/session/state.ts';
import { isStaff, peopleIn, roomOf, withPerson } from '../people.ts';

/** Somebody stands in a room from now on. A share does not follow them: nobody shares by surprise. */
export function enterRoom(state: SessionState, id: string, roomId: string, at: number): SessionState {
  const moved = withPerson(leaveRoom(state, id, at), id, () => ({
    presence: { stage: 'present', since: at, roomId },
  }));
  return noteStaff(moved, roomId, at);
}

/** Somebody leaves the room they stand in; where they go is set by the caller. Ends share, hand and spotlight. */
export function leaveRoom(state: SessionState, id: string, at: number): SessionState {
  const person = state.participants[id];
  const roomId = person ? roomOf(person) : null;
  if (roomId === null) return state;
  const seen = noteStaff(state, roomId, at);
  const freed = seen.spotlightId === id ? { ...seen, spotlightId: null } : seen;
  return withPerson(freed, id, () => ({ share: null, handRaisedAt: null }));
}

/** Remembers that staff were in an open breakout room at this moment. */
export function noteStaff(state: SessionState, roomId: string, at: number): SessionState {
  if (state.breakouts.stage !== 'open' || !(roomId in state.breakouts.staffSeenAt)) return state;
  if (!peopleIn(state, roomId).some(isStaff)) return state;
  const staffSeenAt = { ...state.breakouts.staffSeenAt, [roomId]: at };
  return { ...state, breakouts: { ...state.breakouts, staffSeenAt } };
}
