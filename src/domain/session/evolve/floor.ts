import type { SessionEvent, SessionEventOf } from '../../../protocol/session/events.ts';
import type { SessionState } from '../../../protocol/session/state.ts';
import { withPerson } from '../people.ts';

const TYPES = [
  'micChanged',
  'cameraChanged',
  'unmuteAsked',
  'handRaised',
  'handLowered',
  'shareStarted',
  'shareStopped',
  'shieldRaised',
  'shieldLowered',
  'turnTaken',
  'helpAsked',
  'helpTaken',
  'helpEnded',
] as const;
/** The events this file evolves. */
export type FloorEvent = SessionEventOf<(typeof TYPES)[number]>;

/** Whether an event is about one person on the floor: what they send, their hand, their call for help. */
export function isFloorEvent(event: SessionEvent): event is FloorEvent {
  return TYPES.some((type) => type === event.type);
}

/** The state after somebody's microphone, camera, hand, share, shield, turn or call for help changed. */
export function evolveFloor(state: SessionState, event: FloorEvent, at: number): SessionState {
  const id = event.participantId;
  switch (event.type) {
    case 'micChanged':
      return withPerson(state, id, () => ({ isMicOn: event.isOn }));
    case 'cameraChanged':
      return withPerson(state, id, () => ({ isCameraOn: event.isOn }));
    case 'unmuteAsked':
      return state;
    case 'handRaised':
      return withPerson(state, id, () => ({ handRaisedAt: at }));
    case 'handLowered':
      return withPerson(state, id, () => ({ handRaisedAt: null }));
    case 'shareStarted':
      return withPerson(state, id, () => ({ share: { hasSound: event.hasSound } }));
    case 'shareStopped':
      return withPerson(state, id, () => ({ share: null }));
    case 'shieldRaised':
      return withPerson(state, id, () => ({
        isShielded: true,
        isMicOn: false,
        isCameraOn: false,
        share: null,
      }));
    case 'shieldLowered':
      return withPerson(state, id, () => ({ isShielded: false }));
    case 'turnTaken': {
      const totalMs = (state.speaking[id]?.totalMs ?? 0) + event.durationMs;
      return { ...state, speaking: { ...state.speaking, [id]: { totalMs, lastAt: at } } };
    }
    case 'helpAsked':
      return withPerson(state, id, (person) => ({
        // Whoever took a question has not said that they can come now (SE104).
        help: {
          level: event.level,
          since: at,
          takenBy: event.level === 'now' ? null : (person.help?.takenBy ?? null),
        },
      }));
    case 'helpTaken':
      return withPerson(state, id, (person) => ({
        help: person.help && { ...person.help, takenBy: event.by },
      }));
    case 'helpEnded':
      return withPerson(state, id, () => ({ help: null }));
  }
}
