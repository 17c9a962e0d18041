import {
  MAIN_ROOM_ID,
  MAX_ROOMS,
  type Breakouts,
  type SessionState,
} from '../../../protocol/session/state.ts';
import type { SessionEvent } from '../../../protocol/session/events.ts';
import { isPlainName } from '../../../protocol/session/plainName.ts';
import type { Decision } from '../contract.ts';
import { accept, refuse, type SliceRules } from '../decision.ts';
import { isStaff, peopleIn, presentPeople, roomOf } from '../people.ts';
import { deal } from './deal.ts';

const MINUTE_MS = 60_000;
type OpenBreakouts = Extract<Breakouts, { stage: 'open' }>;

/** With the open rooms at hand. The table of commands refuses before this where rooms have to be open. */
function whileOpen(state: SessionState, decideFor: (open: OpenBreakouts) => Decision): Decision {
  return state.breakouts.stage === 'open' ? decideFor(state.breakouts) : refuse('rooms.notOpen');
}

function isRoom(state: SessionState, roomId: string): boolean {
  return state.breakouts.rooms.some((room) => room.id === roomId);
}

function isNameTaken(state: SessionState, name: string, exceptId?: string): boolean {
  const wanted = name.toLocaleLowerCase();
  return state.breakouts.rooms.some(
    (room) => room.id !== exceptId && room.name.toLocaleLowerCase() === wanted,
  );
}

/** Rules of breakout rooms, planned and open (SE40 to SE59). */
export const roomsRules: SliceRules<
  | 'addRoom'
  | 'renameRoom'
  | 'removeRoom'
  | 'assign'
  | 'shuffleRooms'
  | 'openRooms'
  | 'moveToRoom'
  | 'visitRoom'
  | 'messageRooms'
  | 'extendRooms'
  | 'recallRooms'
  | 'cancelRecall'
> = {
  addRoom: ({ state, command, context }) => {
    if (state.breakouts.rooms.length >= MAX_ROOMS) return refuse('rooms.tooMany');
    if (!isPlainName(command.name)) return refuse('name.unreadable', 'invalid');
    if (isNameTaken(state, command.name)) return refuse('rooms.nameTaken');
    return accept({ type: 'roomAdded', room: { id: context.newId(), name: command.name } });
  },

  renameRoom: ({ state, command }) => {
    const room = state.breakouts.rooms.find(({ id }) => id === command.roomId);
    if (!room) return refuse('rooms.unknownRoom', 'not_found');
    if (!isPlainName(command.name)) return refuse('name.unreadable', 'invalid');
    if (isNameTaken(state, command.name, room.id)) return refuse('rooms.nameTaken');
    if (room.name === command.name) return accept();
    return accept({ type: 'roomRenamed', roomId: room.id, name: command.name });
  },

  removeRoom: ({ state, command }) => {
    if (!isRoom(state, command.roomId)) return accept();
    if (peopleIn(state, command.roomId).length > 0) return refuse('rooms.notEmpty');
    return accept({ type: 'roomRemoved', roomId: command.roomId });
  },

  assign: ({ state, command }) => {
    if (!state.participants[command.participantId]) return refuse('session.unknownPerson', 'not_found');
    if (command.roomId !== null && !isRoom(state, command.roomId))
      return refuse('rooms.unknownRoom', 'not_found');
    const isSame = (state.breakouts.assignments[command.participantId] ?? null) === command.roomId;
    return isSame
      ? accept()
      : accept({ type: 'participantAssigned', participantId: command.participantId, roomId: command.roomId });
  },

  shuffleRooms: ({ state, context }) => {
    if (state.breakouts.rooms.length === 0) return refuse('rooms.noRooms');
    const members = presentPeople(state).filter(
      (person) => !isStaff(person) && person.connection.state === 'online',
    );
    const dealt = deal(
      members.map((member) => member.id),
      state.breakouts.rooms.map((room) => room.id),
      context.random,
    );
    return accept({ type: 'roomsShuffled', assignments: dealt });
  },

  openRooms: ({ state, command, context }) => {
    if (state.breakouts.rooms.length === 0) return refuse('rooms.noRooms');
    const endsAt = command.minutes === null ? null : context.now + command.minutes * MINUTE_MS;
    return accept({ type: 'roomsOpened', endsAt });
  },

  moveToRoom: ({ state, command }) => move(state, command.participantId, command.roomId),

  visitRoom: ({ state, self, command }) =>
    command.roomId === MAIN_ROOM_ID
      ? move(state, self.id, MAIN_ROOM_ID)
      : whileOpen(state, () => move(state, self.id, command.roomId)),

  messageRooms: ({ state, self, command, context }) =>
    accept({
      type: 'chatSent',
      message: {
        id: context.newId(),
        at: context.now,
        from: self.id,
        target: { to: 'announcement' },
        roomId: roomOf(self) ?? MAIN_ROOM_ID,
        text: command.text,
        audience: presentPeople(state).map((person) => person.id),
      },
    }),

  extendRooms: ({ state, command, context }) =>
    whileOpen(state, (open) => {
      if (open.recallEndsAt !== null) return refuse('rooms.recalling');
      if (open.endsAt !== command.expectedEndsAt) return accept();
      const endsAt = (open.endsAt ?? context.now) + command.minutes * MINUTE_MS;
      return accept({ type: 'roomsExtended', endsAt });
    }),

  recallRooms: ({ state, command, context }) =>
    whileOpen(state, (open) => {
      if (command.seconds === 0) return accept({ type: 'roomsClosed' });
      const endsAt = context.now + command.seconds * 1000;
      const isLater = open.recallEndsAt !== null && open.recallEndsAt <= endsAt;
      return isLater ? accept() : accept({ type: 'recallStarted', endsAt });
    }),

  cancelRecall: ({ state }) =>
    whileOpen(state, (open) =>
      open.recallEndsAt === null ? refuse('rooms.noRecall') : accept({ type: 'recallCancelled' }),
    ),
};

function move(state: SessionState, participantId: string, roomId: string): Decision {
  const person = state.participants[participantId];
  if (!person) return refuse('session.unknownPerson', 'not_found');
  if (roomId !== MAIN_ROOM_ID && !isRoom(state, roomId)) return refuse('rooms.unknownRoom', 'not_found');
  const from = roomOf(person);
  if (from === null) return refuse('session.notInRoom');
  if (from === roomId) return accept();
  const moved: SessionEvent = { type: 'participantMoved', participantId, roomId };
  // Where staff look in is no plan; where a member was put is (SE59).
  const planned = roomId === MAIN_ROOM_ID ? null : roomId;
  if (isStaff(person) || (state.breakouts.assignments[participantId] ?? null) === planned)
    return accept(moved);
  return accept(moved, { type: 'participantAssigned', participantId, roomId: planned });
}
