import { presentPeople } from '../../../../src/domain/session/people.ts';
import type { Participant } from '../../../../src/protocol/session/people.ts';
import { MAIN_ROOM_ID, type SessionState } from '../../../../src/protocol/session/state.ts';

/** A participant who is in the session now, with the room they stand in. */
export type PersonInside = Participant & {
  readonly presence: Extract<Participant['presence'], { stage: 'present' }>;
};

/** Everyone in the session now, in the order of their seats. */
export function peopleInside(state: SessionState): readonly PersonInside[] {
  return presentPeople(state).filter((person): person is PersonInside => person.presence.stage === 'present');
}

/** A breakout room's name; null for the main room, which the screens call "the circle". */
export function roomName(state: SessionState, roomId: string): string | null {
  if (roomId === MAIN_ROOM_ID) return null;
  return state.breakouts.rooms.find((room) => room.id === roomId)?.name ?? null;
}

/** The name to show for somebody who may have left. */
export const nameOf = (state: SessionState, participantId: string): string =>
  state.participants[participantId]?.name ?? '…';
