import { isStaff, roomOf } from '../../../../src/domain/session/people.ts';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import type { Participant } from '../../../../src/protocol/session/people.ts';
import { MAIN_ROOM_ID, type LocalText, type SessionState } from '../../../../src/protocol/session/state.ts';

/** A member who can be marked, with the room a mark would name. */
export type Markable = {
  readonly id: string;
  readonly name: string;
  readonly roomId: string;
};

/** What marks need of the session: whom, where, when in the run sheet, and the names of what older marks say. */
export type MarkingView = {
  readonly groupId: string;
  readonly sessionId: string;
  readonly selfId: string;
  readonly people: readonly Markable[];
  readonly block: Mark['block'];
  /** Of everybody who is or was in the session, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Breakout rooms' names by id. */
  readonly roomNames: Readonly<Record<string, string>>;
  /** The titles of the run sheet's parts, in their order. */
  readonly parts: readonly LocalText[];
};

/** MK2, MK3: made of the session as it is known, with the hub there or away. */
export function markingView(state: SessionState, selfId: string): MarkingView {
  const { agenda, participants, breakouts } = state;
  const everybody = Object.values(participants);
  const self = participants[selfId];
  const ownRoom = self === undefined ? null : roomOf(self);
  const current = agenda.current === null ? undefined : agenda.blocks[agenda.current.index];
  return {
    groupId: state.groupId,
    sessionId: state.id,
    selfId,
    people: everybody
      .filter((person) => !isStaff(person))
      .toSorted((a, b) => nearness(a, ownRoom) - nearness(b, ownRoom) || a.seat - b.seat)
      .map((person) => ({ id: person.id, name: person.name, roomId: roomOf(person) ?? MAIN_ROOM_ID })),
    block: agenda.current && current ? { index: agenda.current.index, kind: current.kind } : null,
    names: Object.fromEntries(everybody.map(({ id, name }) => [id, name])),
    roomNames: Object.fromEntries(breakouts.rooms.map(({ id, name }) => [id, name])),
    parts: agenda.blocks.map(({ title }) => title),
  };
}

/** 0 in one's own room, 1 in another, 2 in none. */
function nearness(person: Participant, ownRoom: string | null): number {
  const room = roomOf(person);
  if (room === null) return 2;
  return room === ownRoom ? 0 : 1;
}
