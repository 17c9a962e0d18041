import type { SessionEvent, SessionEventOf } from '../../../protocol/session/events.ts';
import { MAIN_ROOM_ID, type Breakouts, type SessionState } from '../../../protocol/session/state.ts';
import { RECALL_WARNING_MS } from '../deadline.ts';
import { presentPeople, roomOf } from '../people.ts';
import { enterRoom } from './standing.ts';

const TYPES = [
  'roomAdded',
  'roomRenamed',
  'roomRemoved',
  'participantAssigned',
  'roomsShuffled',
  'roomsOpened',
  'participantMoved',
  'roomsExtended',
  'recallStarted',
  'recallCancelled',
  'roomsClosed',
] as const;
/** The events this file evolves. */
export type RoomsEvent = SessionEventOf<(typeof TYPES)[number]>;

/** Whether an event is about breakout rooms. */
export function isRoomsEvent(event: SessionEvent): event is RoomsEvent {
  return TYPES.some((type) => type === event.type);
}

/** The state after a change of the rooms or of who is in them. */
export function evolveRooms(state: SessionState, event: RoomsEvent, at: number): SessionState {
  const { breakouts } = state;
  switch (event.type) {
    case 'roomAdded':
      return withBreakouts(state, {
        ...breakouts,
        rooms: [...breakouts.rooms, event.room],
        ...(breakouts.stage === 'open'
          ? { staffSeenAt: { ...breakouts.staffSeenAt, [event.room.id]: null } }
          : {}),
      });
    case 'roomRenamed':
      return withBreakouts(state, {
        ...breakouts,
        rooms: breakouts.rooms.map((room) =>
          room.id === event.roomId ? { ...room, name: event.name } : room,
        ),
      });
    case 'roomRemoved':
      return withBreakouts(state, withoutRoom(breakouts, event.roomId));
    case 'participantAssigned':
      return withBreakouts(state, {
        ...breakouts,
        assignments: assigned(breakouts, event.participantId, event.roomId),
      });
    case 'roomsShuffled':
      return withBreakouts(state, { ...breakouts, assignments: event.assignments });
    case 'roomsOpened':
      return opened(state, event.endsAt, at);
    case 'participantMoved':
      return enterRoom(state, event.participantId, event.roomId, at);
    case 'roomsExtended':
      return whileOpen(state, { endsAt: event.endsAt });
    case 'recallStarted':
      return whileOpen(state, { recallEndsAt: event.endsAt });
    case 'recallCancelled':
      return recallCancelled(state, at);
    case 'roomsClosed':
      return closed(state, at);
  }
}

function withBreakouts(state: SessionState, breakouts: Breakouts): SessionState {
  return { ...state, breakouts };
}

function whileOpen(
  state: SessionState,
  change: { endsAt?: number | null; recallEndsAt?: number | null },
): SessionState {
  return state.breakouts.stage === 'open' ? withBreakouts(state, { ...state.breakouts, ...change }) : state;
}

/** A timer that would call everyone back at once again goes with the recall (SE55). */
function recallCancelled(state: SessionState, at: number): SessionState {
  if (state.breakouts.stage !== 'open') return state;
  const { endsAt } = state.breakouts;
  const isOver = endsAt !== null && at >= endsAt - RECALL_WARNING_MS;
  return whileOpen(state, { recallEndsAt: null, endsAt: isOver ? null : endsAt });
}

function assigned(
  breakouts: Breakouts,
  participantId: string,
  roomId: string | null,
): Breakouts['assignments'] {
  const { [participantId]: _before, ...others } = breakouts.assignments;
  return roomId === null ? others : { ...others, [participantId]: roomId };
}

function withoutRoom(breakouts: Breakouts, roomId: string): Breakouts {
  const rooms = breakouts.rooms.filter((room) => room.id !== roomId);
  const assignments = Object.fromEntries(
    Object.entries(breakouts.assignments).filter(([, room]) => room !== roomId),
  );
  if (breakouts.stage === 'planned') return { stage: 'planned', rooms, assignments };
  const staffSeenAt = Object.fromEntries(
    Object.entries(breakouts.staffSeenAt).filter(([room]) => room !== roomId),
  );
  return { ...breakouts, rooms, assignments, staffSeenAt };
}

function opened(state: SessionState, endsAt: number | null, at: number): SessionState {
  const { rooms, assignments } = state.breakouts;
  const staffSeenAt = Object.fromEntries(rooms.map((room) => [room.id, null]));
  const open = withBreakouts(state, {
    stage: 'open',
    rooms,
    assignments,
    openedAt: at,
    endsAt,
    recallEndsAt: null,
    staffSeenAt,
  });
  return presentPeople(state).reduce((moved, person) => {
    const roomId = assignments[person.id];
    return roomId === undefined ? moved : enterRoom(moved, person.id, roomId, at);
  }, open);
}

function closed(state: SessionState, at: number): SessionState {
  const { rooms, assignments } = state.breakouts;
  const back = presentPeople(state).reduce(
    (moved, person) =>
      roomOf(person) === MAIN_ROOM_ID ? moved : enterRoom(moved, person.id, MAIN_ROOM_ID, at),
    state,
  );
  return withBreakouts(back, { stage: 'planned', rooms, assignments });
}
