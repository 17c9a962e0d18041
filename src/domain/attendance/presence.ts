import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { Participant } from '../../protocol/session/people.ts';
import { MAIN_ROOM_ID, type SessionState } from '../../protocol/session/state.ts';
import { evolve } from '../session/evolve.ts';
import { isStaff, roomOf } from '../session/people.ts';
import type { Interval } from './intervals.ts';

/** Who an event is by that no person asked for. */
const HUB = 'hub';

/** A stretch somebody really spent in one room: let in, and connected. */
export type RoomInterval = Interval & { readonly roomId: string; readonly roomName: string };

/** What attendance needs of a log: who was where when, and which parts of the run sheet really ran when. */
export type Timeline = {
  readonly state: SessionState | null;
  readonly presence: ReadonlyMap<string, readonly RoomInterval[]>;
  readonly countable: readonly Interval[];
  /** When the session was over, for counting; `now` while it is not. */
  readonly overAt: number;
  readonly removed: ReadonlySet<string>;
};

/**
 * Reads a session's log into a timeline (docs/spec/attendance.md, AT1 to AT8).
 * @param now the end of what is still open, in milliseconds since the epoch
 */
export function timelineOf(log: readonly LoggedEvent[], now: number): Timeline {
  const presence = new Map<string, RoomInterval[]>();
  const standing = new Map<string, { roomId: string; from: number }>();
  /** When each was last seen to go out of a room, also where they had come in that very instant. */
  const wentAt = new Map<string, number>();
  const countable: Interval[] = [];
  const roomNames = new Map<string, string>([[MAIN_ROOM_ID, '']]);
  let state: SessionState | null = null;
  let ended: LoggedEvent | null = null;
  let block: { from: number; isCountable: boolean } | null = null;

  const settle = (participantId: string, roomId: string | null, at: number) => {
    const before = standing.get(participantId);
    if (before?.roomId === roomId) return;
    if (before) {
      wentAt.set(participantId, at);
      const stretch = {
        roomId: before.roomId,
        roomName: roomNames.get(before.roomId) ?? '',
        from: before.from,
        to: at,
      };
      if (stretch.to > stretch.from)
        presence.set(participantId, [...(presence.get(participantId) ?? []), stretch]);
    }
    if (roomId === null) standing.delete(participantId);
    else standing.set(participantId, { roomId, from: at });
  };
  const closeBlock = (at: number) => {
    if (block?.isCountable && at > block.from) countable.push({ from: block.from, to: at });
    block = null;
  };

  for (const logged of log) {
    state = evolve(state, logged);
    for (const room of state.breakouts.rooms) roomNames.set(room.id, room.name);
    for (const person of Object.values(state.participants)) {
      settle(person.id, person.connection.state === 'online' ? roomOf(person) : null, logged.at);
    }
    if (logged.event.type === 'blockStarted') {
      closeBlock(logged.at);
      block = { from: logged.at, isCountable: state.agenda.blocks[logged.event.index]?.isCountable ?? false };
    }
    if (logged.event.type === 'sessionEnded') ended = logged;
  }
  if (!ended) for (const participantId of standing.keys()) settle(participantId, null, now);
  const people = Object.values(state?.participants ?? {});
  const overAt = ended?.by === HUB ? lastOfStaff(people, wentAt) : (ended?.at ?? now);
  closeBlock(overAt);
  const removed = new Set(
    people.filter((person) => person.presence.stage === 'removed').map((person) => person.id),
  );
  return { state, presence, countable, overAt, removed };
}

/** A session that the hub ended had been over since the last of staff went: nobody led it any more (AT8). */
function lastOfStaff(people: readonly Participant[], wentAt: ReadonlyMap<string, number>): number {
  return Math.max(0, ...people.filter(isStaff).map(({ id }) => wentAt.get(id) ?? 0));
}
