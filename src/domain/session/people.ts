import type { Participant } from '../../protocol/session/people.ts';
import type { SessionState } from '../../protocol/session/state.ts';

/** Whether a participant is of the staff. */
export function isStaff(participant: Participant): boolean {
  return participant.role !== 'member';
}

/** The room somebody stands in, or null for who is not in the session now. */
export function roomOf(participant: Participant): string | null {
  return participant.presence.stage === 'present' ? participant.presence.roomId : null;
}

/** The room of somebody known by their id, or null for who is not in the session now. */
export function roomIdOf(state: SessionState, participantId: string): string | null {
  const person = state.participants[participantId];
  return person ? roomOf(person) : null;
}

/** Whether somebody has been let in and has a seat, with or without a connection at this moment. */
export function isSeated(state: SessionState, participantId: string): boolean {
  return state.participants[participantId]?.presence.stage === 'present';
}

/** Who has taken a call for help and is here to follow it: in the session and connected; null where nobody is (SE103). */
export function helperOf(state: SessionState, help: NonNullable<Participant['help']>): string | null {
  const helper = help.takenBy === null ? undefined : state.participants[help.takenBy];
  const isHere = helper?.presence.stage === 'present' && helper.connection.state === 'online';
  return isHere ? helper.id : null;
}

/** Everyone in the session now, in the order of their seats. */
export function presentPeople(state: SessionState): readonly Participant[] {
  return Object.values(state.participants)
    .filter((person) => person.presence.stage === 'present')
    .sort((a, b) => a.seat - b.seat);
}

/** Everyone in one room, in the order of their seats. */
export function peopleIn(state: SessionState, roomId: string): readonly Participant[] {
  return presentPeople(state).filter((person) => roomOf(person) === roomId);
}

/** Everyone in the waiting room, first come first. */
export function waitingPeople(state: SessionState): readonly Participant[] {
  const since = (person: Participant) => (person.presence.stage === 'waiting' ? person.presence.since : 0);
  return Object.values(state.participants)
    .filter((person) => person.presence.stage === 'waiting')
    .sort((a, b) => since(a) - since(b) || a.seat - b.seat);
}

/** The state with one participant changed; unchanged where they are unknown. */
export function withPerson(
  state: SessionState,
  id: string,
  change: (person: Participant) => Partial<Participant>,
): SessionState {
  const person = state.participants[id];
  if (!person) return state;
  return { ...state, participants: { ...state.participants, [id]: { ...person, ...change(person) } } };
}
