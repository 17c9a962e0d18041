import { helperOf, isStaff } from '../../../../src/domain/session/people.ts';
import type { Quality } from '../../../../src/protocol/live.ts';
import type { HelpLevel } from '../../../../src/protocol/session/people.ts';
import { MAIN_ROOM_ID, type Room, type SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import { handOrders } from './hands.ts';
import { peopleInside, type PersonInside } from './people.ts';
import type { RoomPlanner } from './roomPlanner.ts';

/** Somebody on the rooms board, with what wants attention. */
export type BoardPerson = {
  readonly id: string;
  readonly name: string;
  readonly isStaff: boolean;
  readonly isSpeaking: boolean;
  readonly isMicOn: boolean;
  readonly isShielded: boolean;
  /** Place in the order of raised hands of their room, from 1; null where the hand is down. */
  readonly handOrder: number | null;
  /** How their line stands, where it is not good. */
  readonly line: 'lost' | 'weak' | null;
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

/** What the live session tells beside its state. */
export type Signals = {
  readonly speakerIds: ReadonlySet<string>;
  readonly qualities: Readonly<Record<string, Quality>>;
};

/** CO26: the board's rooms, the main room first, with everybody (to be) in them. */
export function boardRooms(
  state: SessionState,
  selfId: string,
  { speakerIds, qualities }: Signals,
  planner: Pick<RoomPlanner, 'removeRoom'>,
  act: Act,
): readonly [BoardRoom, ...BoardRoom[]] {
  const { breakouts } = state;
  const isOpen = breakouts.stage === 'open';
  const canArrange = state.status !== 'ended' && act.may('addRoom');
  const people = peopleInside(state);
  const orders = handOrders(people);
  const roomIds = new Set(breakouts.rooms.map((room) => room.id));
  /** While rooms are closed staff have no place on the board: they go where they like once rooms are open. */
  const placeOf = (person: PersonInside): string => {
    if (isOpen) return person.presence.roomId;
    const planned = breakouts.assignments[person.id];
    return planned !== undefined && roomIds.has(planned) ? planned : MAIN_ROOM_ID;
  };
  const onBoard = isOpen ? people : people.filter((person) => !isStaff(person));
  const here = people.find((person) => person.id === selfId)?.presence.roomId ?? null;
  const toPerson = (person: PersonInside): BoardPerson => ({
    id: person.id,
    name: person.name,
    isStaff: isStaff(person),
    isSpeaking: speakerIds.has(person.id) && person.isMicOn && !person.isShielded,
    isMicOn: person.isMicOn,
    isShielded: person.isShielded,
    handOrder: orders.get(person.id) ?? null,
    line: person.connection.state === 'lost' ? 'lost' : qualities[person.id] === 'poor' ? 'weak' : null,
    help: person.help !== null && helperOf(state, person.help) === null ? person.help.level : null,
  });
  const toRoom = (room: Room | null): BoardRoom => {
    const id = room?.id ?? MAIN_ROOM_ID;
    const inside = onBoard.filter((person) => placeOf(person) === id);
    const hasStaff = inside.some((person) => isStaff(person) && person.connection.state === 'online');
    const seenAt = isOpen ? (breakouts.staffSeenAt[id] ?? breakouts.openedAt) : null;
    return {
      id,
      name: room?.name ?? null,
      people: inside.map(toPerson),
      isHere: here === id,
      unattendedSince: isOpen && !hasStaff && room !== null ? seenAt : null,
      visit: act.offer({ type: 'visitRoom', roomId: id }, isOpen && here !== null && here !== id),
      rename: room && canArrange ? (name) => void act({ type: 'renameRoom', roomId: id, name }) : undefined,
      remove:
        canArrange && room !== null && (!isOpen || inside.length === 0)
          ? () => void planner.removeRoom(id)
          : undefined,
    };
  };
  return [toRoom(null), ...breakouts.rooms.map((room) => toRoom(room))];
}
