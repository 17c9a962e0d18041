import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { Participant } from '../../protocol/session/people.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { isSeated, isStaff } from './people.ts';
import { REACH } from './reach.ts';

/** For whom something is seen. Whether they are staff comes from the hub's own knowledge. */
export type Viewer = { readonly participantId: string; readonly isStaff: boolean };

/** What a viewer is sent for an event: the event, a fresh snapshot of their part, or nothing. */
export type EventView =
  | { readonly kind: 'event'; readonly event: LoggedEvent }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'nothing' };

/** The viewer's part of a state (docs/spec/session.md, SE130 to SE132). What one may not see is not in it. */
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
    ratings: Object.fromEntries(
      Object.entries(state.ratings).filter(([participantId]) => participantId === viewer.participantId),
    ),
  };
}

/** What a viewer is sent for an event, given the whole state before and after it (SE133). */
export function viewEvent(
  event: LoggedEvent,
  before: SessionState,
  after: SessionState,
  viewer: Viewer,
): EventView {
  const { event: what } = event;
  const asItIs: EventView = { kind: 'event', event };
  const nothing: EventView = { kind: 'nothing' };
  if (what.type === 'chatSent')
    return what.message.audience.includes(viewer.participantId) ? asItIs : nothing;
  if (viewer.isStaff) return asItIs;
  const isInside = isSeated(before, viewer.participantId) && isSeated(after, viewer.participantId);
  const aboutId = 'participantId' in what ? what.participantId : null;
  const isTheirs = aboutId === viewer.participantId;
  const isSeen = isInside && aboutId !== null && isSeated(before, aboutId);
  switch (REACH[what.type]) {
    case 'staff':
    case 'audience':
      return nothing;
    case 'theirs':
      return isTheirs ? asItIs : nothing;
    case 'person':
      return isTheirs || isSeen ? asItIs : nothing;
    case 'inside':
      return isInside ? asItIs : nothing;
    case 'outside':
      return isInside ? nothing : asItIs;
    case 'all':
      return asItIs;
    case 'cover':
      if (isTheirs) return asItIs;
      return isSeen ? { kind: 'snapshot' } : nothing;
    case 'board':
      return isInside && before.breakouts.stage === 'open' ? { kind: 'snapshot' } : nothing;
    case 'part':
      // Who is outside sees staff alone, and need not be looked at for other members' coming and going.
      if (!isInside && !isTheirs && aboutId !== null && after.participants[aboutId]?.role === 'member')
        return nothing;
      return isSamePart(before, after, viewer) ? nothing : { kind: 'snapshot' };
  }
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
    mayPassLock: true,
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
