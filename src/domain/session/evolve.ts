import type { LoggedEvent, SessionFacts } from '../../protocol/session/events.ts';
import { sessionEventSchema } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { evolveAdmission, isAdmissionEvent } from './evolve/admission.ts';
import { evolveFloor, isFloorEvent } from './evolve/floor.ts';
import { evolveRooms, isRoomsEvent } from './evolve/rooms.ts';
import { evolveSession } from './evolve/session.ts';

/**
 * The version of the state that `evolve` makes. Raise it with every change after which a state that was kept before is no
 * longer what the whole log gives: kept states of another version are not used (LI26).
 */
export const STATE_VERSION = 2;

/** The state of a session as it is planned, in which nothing has happened: its log is empty. */
export function plannedState(facts: SessionFacts): SessionState {
  return {
    seq: 0,
    id: facts.id,
    groupId: facts.groupId,
    groupName: facts.groupName,
    status: 'scheduled',
    scheduledStart: facts.scheduledStart,
    scheduledEnd: facts.scheduledEnd,
    openedAt: null,
    startedAt: null,
    endedAt: null,
    isLocked: false,
    waitingMessage: null,
    chatPolicy: 'staffOnly',
    membersMayShare: false,
    participants: {},
    breakouts: { stage: 'planned', rooms: [], assignments: {} },
    spotlightId: null,
    slide: null,
    chat: [],
    agenda: { blocks: facts.blocks, current: null },
    speaking: {},
    ratings: {},
  };
}

/**
 * The state after an event. Pure, and the same function runs on the hub and in every client.
 * @throws Error where the first event of a log is not `sessionCreated`, or a second one is
 */
export function evolve(state: SessionState | null, logged: LoggedEvent): SessionState {
  const { event } = logged;
  if (event.type === 'sessionCreated') {
    if (state) throw new Error('A session is created once.');
    return { ...plannedState(event.facts), seq: logged.seq };
  }
  if (!state) throw new Error(`A session's log begins with sessionCreated, not with ${event.type}.`);
  const before = { ...state, seq: logged.seq };
  if (isAdmissionEvent(event)) return evolveAdmission(before, event, logged.at);
  if (isRoomsEvent(event)) return evolveRooms(before, event, logged.at);
  if (isFloorEvent(event)) return evolveFloor(before, event, logged.at);
  return evolveSession(before, event, logged.at);
}

/** Folds a whole log, or the rest of one after a snapshot. */
export function replay(log: readonly LoggedEvent[], from: SessionState | null = null): SessionState | null {
  return log.reduce<SessionState | null>(evolve, from);
}

/** All types of events there are, for tests that must meet every one. */
export const SESSION_EVENT_TYPES: readonly string[] = sessionEventSchema.options.map(
  (option) => option.shape.type.value,
);
