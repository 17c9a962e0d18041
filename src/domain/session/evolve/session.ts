import type { SessionEvent } from '../../../protocol/session/events.ts';
import { withForm } from '../ratings.ts';
import { MAX_CHAT_KEPT, type SessionState } from '../../../protocol/session/state.ts';
import { leaveRoom } from './standing.ts';
import { withPerson } from '../people.ts';
import type { AdmissionEvent } from './admission.ts';
import type { FloorEvent } from './floor.ts';
import type { RoomsEvent } from './rooms.ts';

type WholeSessionEvent = Exclude<
  SessionEvent,
  AdmissionEvent | RoomsEvent | FloorEvent | { type: 'sessionCreated' }
>;

/** The state after something that concerns the session as a whole: its course, slides, chat, policies and what members rate. */
export function evolveSession(state: SessionState, event: WholeSessionEvent, at: number): SessionState {
  switch (event.type) {
    case 'waitingRoomOpened':
      return { ...state, status: 'open', openedAt: at };
    case 'sessionStarted':
      return { ...state, status: 'in_progress', startedAt: at };
    case 'sessionEnded':
      return ended(state, at);
    case 'lockChanged':
      return { ...state, isLocked: event.isLocked };
    case 'blockStarted':
      return { ...state, agenda: { ...state.agenda, current: { index: event.index, startedAt: at } } };
    case 'waitingMessageSet':
      return { ...state, waitingMessage: event.text };
    case 'spotlightChanged':
      return { ...state, spotlightId: event.participantId };
    case 'membersMayShareChanged':
      return { ...state, membersMayShare: event.isAllowed };
    case 'slideShown':
      return { ...state, slide: event.slide };
    case 'slidesHidden':
      return { ...state, slide: null };
    case 'chatSent':
      return { ...state, chat: [...state.chat, event.message].slice(-MAX_CHAT_KEPT) };
    case 'chatPolicyChanged':
      return { ...state, chatPolicy: event.policy };
    case 'rated':
      return {
        ...state,
        ratings: {
          ...state.ratings,
          [event.participantId]: withForm(state.ratings[event.participantId], event.form),
        },
      };
  }
}

function ended(state: SessionState, at: number): SessionState {
  const left = Object.values(state.participants).reduce((before, person) => {
    if (person.presence.stage !== 'present' && person.presence.stage !== 'waiting') return before;
    const wasIn = person.presence.stage === 'present';
    return withPerson(leaveRoom(before, person.id, at), person.id, () => ({
      presence: { stage: 'left', at, wasIn },
      help: null,
    }));
  }, state);
  return { ...left, status: 'ended', endedAt: at, slide: null, spotlightId: null };
}
