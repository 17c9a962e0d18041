import type { LoggedEvent, SessionEventType } from '../../protocol/session/events.ts';
import type { Participant } from '../../protocol/session/people.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { isSeated, isStaff } from './people.ts';

/** For whom something is seen. Whether they are staff comes from the hub's own knowledge. */
export type Viewer = { readonly participantId: string; readonly isStaff: boolean };

/** What a viewer is sent for an event: the event, a fresh snapshot of their part, or nothing. */
export type EventView =
  | { readonly kind: 'event'; readonly event: LoggedEvent }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'nothing' };

/**
 * Events that change a seated member's part of the state exactly as they change the whole, so that they travel as
 * they are. Everything else reaches members as a snapshot of their part, and only if that part changed.
 */
const PLAIN_FOR_MEMBERS: ReadonlySet<SessionEventType> = new Set<SessionEventType>([
  'sessionStarted',
  'blockStarted',
  'micChanged',
  'cameraChanged',
  'handRaised',
  'handLowered',
  'spotlightChanged',
  'shareStarted',
  'shareStopped',
  'membersMayShareChanged',
  'slideShown',
  'slidesHidden',
  'chatPolicyChanged',
  'roomsExtended',
  'recallStarted',
  'recallCancelled',
]);

/** The viewer's part of a state (docs/spec/session.md, SE130 to SE139). What one may not see is not in it. */
export function projectState(state: SessionState, viewer: Viewer): SessionState {
  const chat = state.chat.filter((message) => message.audience.includes(viewer.participantId));
  if (viewer.isStaff) return { ...state, chat };
  const isInside = isSeated(state, viewer.participantId);
  const people = Object.values(state.participants).filter(
    (person) =>
      person.id === viewer.participantId ||
      (person.presence.stage === 'present' && (isInside || isStaff(person))),
  );
  return {
    ...state,
    chat,
    isLocked: false,
    waitingMessage: isInside ? null : state.waitingMessage,
    participants: Object.fromEntries(
      people.map((person) => [person.id, projectPerson(person, viewer, isInside)]),
    ),
    breakouts: projectBreakouts(state, isInside),
    spotlightId: isInside ? state.spotlightId : null,
    slide: isInside ? state.slide : null,
    agenda: isInside ? state.agenda : { blocks: [], current: null },
    speaking: {},
  };
}

/** What a viewer is sent for an event, given the whole state before and after it. */
export function viewEvent(
  event: LoggedEvent,
  before: SessionState,
  after: SessionState,
  viewer: Viewer,
): EventView {
  const { event: what } = event;
  if (what.type === 'chatSent') {
    return what.message.audience.includes(viewer.participantId)
      ? { kind: 'event', event }
      : { kind: 'nothing' };
  }
  if (viewer.isStaff) return { kind: 'event', event };
  if (what.type === 'unmuteAsked') {
    return what.participantId === viewer.participantId ? { kind: 'event', event } : { kind: 'nothing' };
  }
  const isInside = isSeated(before, viewer.participantId) && isSeated(after, viewer.participantId);
  if (isInside && PLAIN_FOR_MEMBERS.has(what.type) && isAboutSomebodySeen(event, before, viewer))
    return { kind: 'event', event };
  return isSamePart(before, after, viewer) ? { kind: 'nothing' } : { kind: 'snapshot' };
}

function isAboutSomebodySeen(event: LoggedEvent, before: SessionState, viewer: Viewer): boolean {
  if (!('participantId' in event.event) || event.event.participantId === null) return true;
  return event.event.participantId === viewer.participantId || isSeated(before, event.event.participantId);
}

function isSamePart(before: SessionState, after: SessionState, viewer: Viewer): boolean {
  const part = (state: SessionState) => JSON.stringify({ ...projectState(state, viewer), seq: 0 });
  return part(before) === part(after);
}

function projectPerson(person: Participant, viewer: Viewer, isInside: boolean): Participant {
  if (person.id === viewer.participantId) return { ...person, door: null };
  const seen = { ...person, door: null, help: null, isShielded: false };
  if (isInside) return seen;
  // Who waits outside learns who leads the group, and nothing of what they do in it.
  return {
    ...seen,
    presence: { stage: 'present', since: 0, roomId: 'main' },
    connection: { state: 'online', since: 0, backAfterMs: null },
    isMicOn: false,
    isCameraOn: false,
    share: null,
    handRaisedAt: null,
  };
}

function projectBreakouts(state: SessionState, isInside: boolean): SessionState['breakouts'] {
  if (!isInside || state.breakouts.stage === 'planned')
    return { stage: 'planned', rooms: [], assignments: {} };
  return { ...state.breakouts, assignments: {}, staffSeenAt: {} };
}
