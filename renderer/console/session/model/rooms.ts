import { helperOf, isStaff } from '../../../../src/domain/session/people.ts';
import type { HelpLevel } from '../../../../src/protocol/session/people.ts';
import {
  MAIN_ROOM_ID,
  MAX_ROOMS,
  type Room,
  type SessionState,
} from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import type { Dealer } from './dealer.ts';
import { peopleInside, type PersonInside } from './people.ts';

/** How long staff warn before everyone is brought back, in seconds, unless they choose otherwise (CO8). */
export const RECALL_SECONDS = 30;

export type BoardPerson = {
  readonly id: string;
  readonly name: string;
  readonly isStaff: boolean;
  readonly isSpeaking: boolean;
  readonly isLost: boolean;
  readonly help: HelpLevel | null;
};

export type BoardRoom = {
  readonly id: string;
  /** Null for the main room. */
  readonly name: string | null;
  readonly people: readonly BoardPerson[];
  readonly isHere: boolean;
  /** Since when no staff stand in it; null while some do. Only meaningful while rooms are open. */
  readonly unattendedSince: number | null;
  readonly visit: (() => void) | undefined;
  readonly rename: ((name: string) => void) | undefined;
  readonly remove: (() => void) | undefined;
};

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
  readonly shuffle: (() => void) | undefined;
  readonly open: ((minutes: number | null) => void) | undefined;
  readonly extend: ((minutes: number) => void) | undefined;
  /** For rooms that were opened without a timer. */
  readonly setTimer: ((minutes: number) => void) | undefined;
  readonly recall: ((seconds: number) => void) | undefined;
  /** Cuts an announced recall short. */
  readonly recallNow: (() => void) | undefined;
  readonly cancelRecall: (() => void) | undefined;
  readonly messageAll: ((text: string) => Promise<boolean>) | undefined;
};

function toBoardPerson(
  state: SessionState,
  person: PersonInside,
  speakerIds: ReadonlySet<string>,
): BoardPerson {
  const { help } = person;
  return {
    id: person.id,
    name: person.name,
    isStaff: isStaff(person),
    isSpeaking: speakerIds.has(person.id) && person.isMicOn,
    isLost: person.connection.state === 'lost',
    help: help !== null && helperOf(state, help) === null ? help.level : null,
  };
}

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

/** CO6 to CO8: the rooms, who is (to be) in them, and what can be done with them now; nothing opens half dealt. */
export function roomsView(
  state: SessionState,
  selfId: string,
  speakerIds: ReadonlySet<string>,
  isDealing: boolean,
  deal: Dealer['deal'],
  act: Act,
): RoomsView {
  const { breakouts } = state;
  const isOpen = breakouts.stage === 'open';
  const isOver = state.status === 'ended';
  const canArrange = !isOver && act.may('addRoom');
  const people = peopleInside(state);
  const roomIds = new Set(breakouts.rooms.map((room) => room.id));
  /** While rooms are closed staff have no place on the board: they go where they like once rooms are open. */
  const placeOf = (person: PersonInside): string => {
    if (isOpen) return person.presence.roomId;
    const planned = breakouts.assignments[person.id];
    return planned !== undefined && roomIds.has(planned) ? planned : MAIN_ROOM_ID;
  };
  const onBoard = isOpen ? people : people.filter((person) => !isStaff(person));
  const here = people.find((person) => person.id === selfId)?.presence.roomId ?? null;
  const toRoom = (room: Room | null): BoardRoom => {
    const id = room?.id ?? MAIN_ROOM_ID;
    const inside = onBoard.filter((person) => placeOf(person) === id);
    const hasStaff = inside.some((person) => isStaff(person) && person.connection.state === 'online');
    const seenAt = isOpen ? (breakouts.staffSeenAt[id] ?? breakouts.openedAt) : null;
    return {
      id,
      name: room?.name ?? null,
      people: inside.map((person) => toBoardPerson(state, person, speakerIds)),
      isHere: here === id,
      unattendedSince: isOpen && !hasStaff && room !== null ? seenAt : null,
      visit: act.offer({ type: 'visitRoom', roomId: id }, isOpen && here !== null && here !== id),
      rename: room && canArrange ? (name) => void act({ type: 'renameRoom', roomId: id, name }) : undefined,
      remove: act.offer(
        { type: 'removeRoom', roomId: id },
        canArrange && room !== null && (!isOpen || inside.length === 0),
      ),
    };
  };
  const main = toRoom(null);
  const rooms = breakouts.rooms.map((room) => toRoom(room));
  const hasPlan = canArrange && !isOpen && !isDealing && rooms.length > 0;
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
    makeAndDeal:
      canArrange && !isOpen && !isDealing
        ? (names) => void deal(names.slice(0, MAX_ROOMS - rooms.length))
        : undefined,
    shuffle: act.offer({ type: 'shuffleRooms' }, hasPlan),
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
    messageAll: isOpen && canArrange ? (text) => act({ type: 'messageRooms', text }) : undefined,
  };
}
