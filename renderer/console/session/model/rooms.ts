import { MAIN_ROOM_ID, MAX_ROOMS, type SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import { boardRooms, type BoardPerson, type BoardRoom, type Signals } from './board.ts';
import { unassigned, type PlannerView, type RoomPlanner } from './roomPlanner.ts';

/** How long staff warn before everyone is brought back, in seconds, unless they choose otherwise (CO8). */
export const RECALL_SECONDS = 30;

/** The rooms board: a plan while rooms are closed, the rooms themselves while they are open. */
export type RoomsView = {
  readonly isOpen: boolean;
  readonly rooms: readonly BoardRoom[];
  readonly main: BoardRoom;
  /** Members in the main room while rooms are open: late comers and those who were moved back. */
  readonly unplaced: readonly BoardPerson[];
  readonly endsAt: number | null;
  readonly recallEndsAt: number | null;
  /** Puts somebody into a room: plans it while rooms are closed, moves them at once while they are open. */
  readonly place: ((participantId: string, roomId: string) => void) | undefined;
  readonly addRoom: ((name: string) => void) | undefined;
  /** Makes as many rooms as there are names, beyond those there are, and deals the members to all of them. */
  readonly makeAndDeal: ((names: readonly string[]) => void) | undefined;
  /** Deals all members anew, whatever their places were. */
  readonly shuffle: (() => void) | undefined;
  /** Deals those who have no room yet, and leaves the others where they are. */
  readonly dealOthers: (() => void) | undefined;
  /** Brings back the plan as it was before rooms were dealt or removed. */
  readonly undoPlan: (() => void) | undefined;
  readonly open: ((minutes: number | null) => void) | undefined;
  readonly extend: ((minutes: number) => void) | undefined;
  /** For rooms that were opened without a timer. */
  readonly setTimer: ((minutes: number) => void) | undefined;
  readonly recall: ((seconds: number) => void) | undefined;
  /** Cuts an announced recall short. */
  readonly recallNow: (() => void) | undefined;
  readonly cancelRecall: (() => void) | undefined;
};

function placePerson(state: SessionState, act: Act, participantId: string, roomId: string): void {
  if (state.breakouts.stage === 'planned') {
    void act({ type: 'assign', participantId, roomId: roomId === MAIN_ROOM_ID ? null : roomId });
    return;
  }
  const person = state.participants[participantId];
  if (person?.presence.stage !== 'present' || person.presence.roomId === roomId) return;
  const undo = { type: 'moveToRoom', participantId, roomId: person.presence.roomId } as const;
  act.offerWithUndo(
    { type: 'moveToRoom', participantId, roomId },
    { what: 'moved', name: person.name, undo },
  )?.();
}

/** CO6 to CO8, CO25: the rooms, who is (to be) in them, and what can be done with them now; nothing opens half dealt. */
export function roomsView(
  state: SessionState,
  selfId: string,
  speakerIds: Signals['speakerIds'],
  qualities: Signals['qualities'],
  { isBusy, undo }: PlannerView,
  planner: RoomPlanner,
  act: Act,
): RoomsView {
  const { breakouts } = state;
  const isOpen = breakouts.stage === 'open';
  const isOver = state.status === 'ended';
  const canArrange = !isOver && act.may('addRoom');
  const [main, ...rooms] = boardRooms(state, selfId, { speakerIds, qualities }, planner, act);
  const canPlan = canArrange && !isOpen && !isBusy;
  const hasPlan = canPlan && rooms.length > 0;
  const members = main.people.length + rooms.reduce((sum, room) => sum + room.people.length, 0);
  const withoutRoom = hasPlan ? unassigned(state).length : 0;
  const isRecalling = isOpen && breakouts.recallEndsAt !== null;
  const addTime =
    isOpen && canArrange && !isRecalling
      ? (minutes: number) => void act({ type: 'extendRooms', minutes, expectedEndsAt: breakouts.endsAt })
      : undefined;
  return {
    isOpen,
    rooms,
    main,
    unplaced: isOpen ? main.people.filter((person) => !person.isStaff) : [],
    endsAt: isOpen ? breakouts.endsAt : null,
    recallEndsAt: isOpen ? breakouts.recallEndsAt : null,
    place: !canArrange
      ? undefined
      : (participantId, roomId) => placePerson(state, act, participantId, roomId),
    addRoom:
      canArrange && rooms.length < MAX_ROOMS ? (name) => void act({ type: 'addRoom', name }) : undefined,
    makeAndDeal: canPlan
      ? (names) => void planner.makeAndDeal(names.slice(0, MAX_ROOMS - rooms.length))
      : undefined,
    shuffle: hasPlan ? () => void planner.shuffle() : undefined,
    dealOthers: withoutRoom > 0 && withoutRoom < members ? () => void planner.dealOthers() : undefined,
    undoPlan: canPlan && undo !== null ? undo : undefined,
    open:
      hasPlan && state.status === 'in_progress'
        ? (minutes) => void act({ type: 'openRooms', minutes })
        : undefined,
    extend: isOpen && breakouts.endsAt !== null ? addTime : undefined,
    setTimer: isOpen && breakouts.endsAt === null ? addTime : undefined,
    recall:
      isOpen && canArrange && !isRecalling
        ? (seconds) => void act({ type: 'recallRooms', seconds })
        : undefined,
    recallNow: act.offer({ type: 'recallRooms', seconds: 0 }, isRecalling),
    cancelRecall: act.offer({ type: 'cancelRecall' }, isRecalling),
  };
}
