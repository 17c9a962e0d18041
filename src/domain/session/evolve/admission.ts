import type { SessionEvent, SessionEventOf } from '../../../protocol/session/events.ts';
import type { Participant } from '../../../protocol/session/people.ts';
import type { SessionState } from '../../../protocol/session/state.ts';
import { withPerson } from '../people.ts';
import { leaveRoom, enterRoom } from './standing.ts';

const TYPES = [
  'participantArrived',
  'participantAdmitted',
  'participantSentToWaiting',
  'participantLeft',
  'participantRemoved',
  'participantLetBackIn',
  'connectionLost',
  'connectionRestored',
] as const;
/** The events this file evolves. */
export type AdmissionEvent = SessionEventOf<(typeof TYPES)[number]>;

/** Whether an event is about who is in the session. */
export function isAdmissionEvent(event: SessionEvent): event is AdmissionEvent {
  return TYPES.some((type) => type === event.type);
}

/** The state after somebody came, went, or lost their connection. */
export function evolveAdmission(state: SessionState, event: AdmissionEvent, at: number): SessionState {
  const id = event.participantId;
  switch (event.type) {
    case 'participantArrived':
      return arrived(state, event, at);
    case 'participantAdmitted':
      return enterRoom(knownAtTheDoor(state, id), id, event.roomId, at);
    case 'participantSentToWaiting':
      return withPerson(leaveRoom(state, id, at), id, () => ({ presence: { stage: 'waiting', since: at } }));
    case 'participantLeft':
      return withPerson(leaveRoom(state, id, at), id, (person) => ({
        presence: left(person, at),
        help: null,
        isShielded: false,
      }));
    case 'participantRemoved':
      return withPerson(leaveRoom(state, id, at), id, () => ({
        presence: { stage: 'removed', at },
        help: null,
        isShielded: false,
      }));
    case 'participantLetBackIn':
      return withPerson(knownAtTheDoor(state, id), id, () => ({
        presence: { stage: 'left', at, wasIn: false },
      }));
    case 'connectionLost':
      return withPerson(state, id, () => ({ connection: { state: 'lost', since: at }, share: null }));
    case 'connectionRestored':
      return withPerson(state, id, () => ({
        connection: { state: 'online', since: at, backAfterMs: event.lostForMs },
      }));
  }
}

function knownAtTheDoor(state: SessionState, id: string): SessionState {
  return withPerson(state, id, () => ({ mayPassLock: true }));
}

function left(person: Participant, at: number): Participant['presence'] {
  const wasIn =
    person.presence.stage === 'present' || (person.presence.stage === 'left' && person.presence.wasIn);
  return { stage: 'left', at, wasIn };
}

function arrived(state: SessionState, event: SessionEventOf<'participantArrived'>, at: number): SessionState {
  const person: Participant = {
    id: event.participantId,
    name: event.name,
    role: event.role,
    seat: event.seat,
    presence: { stage: 'waiting', since: at },
    mayPassLock: event.roomId !== null || (state.participants[event.participantId]?.mayPassLock ?? false),
    connection: { state: 'online', since: at, backAfterMs: null },
    isMicOn: event.isMicOn,
    isCameraOn: event.isCameraOn,
    share: null,
    handRaisedAt: null,
    help: null,
    isShielded: false,
    door: event.door,
  };
  const seated = { ...state, participants: { ...state.participants, [person.id]: person } };
  return event.roomId === null ? seated : enterRoom(seated, person.id, event.roomId, at);
}
