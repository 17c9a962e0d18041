import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { roomIdOf } from '../../../src/domain/session/people.ts';
import type { CommandType } from '../../../src/protocol/session/commands.ts';
import type { Participant } from '../../../src/protocol/session/people.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import type { LiveView } from '../../live/contract.ts';
import { may } from '../may.ts';
import { roomNameOf } from '../moments.ts';
import type { RoomModel } from '../roomModel.ts';

/** The room's model, for everything that is drawn in it. */
export const RoomContext = createContext<RoomModel | null>(null);

/** The room's model. */
export function useRoom(): RoomModel {
  const room = useContext(RoomContext);
  if (room === null) throw new Error('No <Room> around this component.');
  return room;
}

/** The session as the member stands in it. */
export type Situation = {
  readonly view: LiveView;
  readonly state: SessionState;
  readonly self: Participant;
  /** Everybody in the member's own room, the member among them, by their seats in the circle. */
  readonly people: readonly Participant[];
  /** The breakout room's name; null in the main room. */
  readonly roomName: string | null;
  /** What does something with the hub, where the hub's own table lets it be done now; else undefined, and the control rests (MP51). */
  offer(type: CommandType, action: () => void): (() => void) | undefined;
};

/** The session as the member stands in it, or null in the moment between two stages. */
export function useSituation(): Situation | null {
  const view = useStore(useRoom().live.store);
  const { state, selfId } = view;
  const self = selfId === null ? undefined : state?.participants[selfId];
  if (state === null || self === undefined) return null;
  const roomId = roomIdOf(state, self.id);
  const people = Object.values(state.participants)
    .filter((person) => roomIdOf(state, person.id) === roomId)
    .toSorted((a, b) => a.seat - b.seat);
  const offer: Situation['offer'] = (type, action) => (may(view, type) ? action : undefined);
  return { view, state, self, people, roomName: roomNameOf(state, roomId), offer };
}

/** Whether the page must give nothing away, before the hub has answered too (MP23). */
export function useIsShielded(): boolean {
  const room = useRoom();
  const wish = useStore(room.store, (view) => view.shieldWish);
  const isShielded = useStore(room.live.store, ({ state, selfId }) =>
    selfId === null ? false : (state?.participants[selfId]?.isShielded ?? false),
  );
  return wish ?? isShielded;
}

/** A person's name in a sentence; somebody who is not seen any more is "a facilitator". */
export function nameIn(state: SessionState, participantId: string, fallback: string): string {
  return state.participants[participantId]?.name ?? fallback;
}
