import { roomIdOf } from '../../../../src/domain/session/people.ts';
import type { SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import { peopleInside, roomName, type PersonInside } from './people.ts';

/** A raised hand, in whichever room. */
export type Hand = {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  /** Place in the order of hands of their own room, from 1. */
  readonly order: number;
  /** Null names the main room. */
  readonly roomName: string | null;
  /** Whether they stand in the same room as the viewer. */
  readonly isHere: boolean;
  readonly lower: (() => void) | undefined;
};

/** Person → their place in the order of hands of their own room, from 1. */
export function handOrders(people: readonly PersonInside[]): ReadonlyMap<string, number> {
  const raised = people.flatMap(({ id, handRaisedAt, presence }) =>
    handRaisedAt === null ? [] : [{ id, since: handRaisedAt, roomId: presence.roomId }],
  );
  const countByRoom = new Map<string, number>();
  return new Map(
    raised
      .toSorted((a, b) => a.since - b.since)
      .map(({ id, roomId }) => {
        const order = (countByRoom.get(roomId) ?? 0) + 1;
        countByRoom.set(roomId, order);
        return [id, order];
      }),
  );
}

/** CO26: the hands of every room, those of the viewer's own room first, each room's in their order. */
export function handsView(state: SessionState, selfId: string, act: Act): readonly Hand[] {
  const here = roomIdOf(state, selfId);
  const people = peopleInside(state);
  const orders = handOrders(people);
  return people
    .flatMap((person): Hand[] => {
      const order = orders.get(person.id);
      if (person.handRaisedAt === null || order === undefined) return [];
      const { roomId } = person.presence;
      return [
        {
          id: person.id,
          name: person.name,
          since: person.handRaisedAt,
          order,
          roomName: roomName(state, roomId),
          isHere: roomId === here,
          lower: act.offer({ type: 'lowerHand', participantId: person.id }),
        },
      ];
    })
    .toSorted((a, b) => Number(b.isHere) - Number(a.isHere) || a.since - b.since);
}
