import { helperOf, isStaff, roomIdOf } from '../../../../src/domain/session/people.ts';
import type { HelpLevel } from '../../../../src/protocol/session/people.ts';
import { MAIN_ROOM_ID, type SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import { nameOf, peopleInside, roomName } from './people.ts';

export type HelpCall = {
  readonly id: string;
  readonly name: string;
  readonly level: HelpLevel;
  readonly since: number;
  /** Null names the main room. */
  readonly roomName: string | null;
  readonly takenByName: string | null;
  readonly isTakenBySelf: boolean;
  /** Other staff who see this call too. */
  readonly alsoTold: readonly string[];
  readonly take: (() => void) | undefined;
  /** Goes to where they are. */
  readonly visit: (() => void) | undefined;
  readonly end: (() => void) | undefined;
};

export type Shielded = { readonly id: string; readonly name: string };

/** Who needs somebody: open calls, the urgent and the older first, and who is shielded. */
export type HelpView = {
  readonly calls: readonly HelpCall[];
  readonly openCount: number;
  readonly shielded: readonly Shielded[];
};

/** CO10: calls for help from every room, wherever the viewer stands. */
export function helpView(state: SessionState, selfId: string, act: Act): HelpView {
  const here = roomIdOf(state, selfId);
  const people = peopleInside(state);
  const otherStaff = people
    .filter((person) => isStaff(person) && person.id !== selfId)
    .map((person) => person.name);
  const calls = people.flatMap((person): HelpCall[] => {
    const { help, id } = person;
    if (!help) return [];
    const { roomId } = person.presence;
    // Who took it and has gone has not got it any more.
    const helperId = helperOf(state, help);
    return [
      {
        id,
        name: person.name,
        level: help.level,
        since: help.since,
        roomName: roomId === MAIN_ROOM_ID ? null : roomName(state, roomId),
        takenByName: helperId === null ? null : nameOf(state, helperId),
        isTakenBySelf: helperId === selfId,
        alsoTold: otherStaff,
        take: act.offer({ type: 'takeHelp', participantId: id }, helperId === null),
        visit: act.offer(
          { type: 'visitRoom', roomId },
          here !== null && here !== roomId && state.breakouts.stage === 'open',
        ),
        end: act.offer({ type: 'endHelp', participantId: id }, helperId !== null),
      },
    ];
  });
  const rank = (call: HelpCall): number => (call.takenByName !== null ? 2 : call.level === 'now' ? 0 : 1);
  return {
    calls: calls.toSorted((a, b) => rank(a) - rank(b) || a.since - b.since),
    openCount: calls.filter((call) => call.take).length,
    shielded: people.filter((person) => person.isShielded).map(({ id, name }) => ({ id, name })),
  };
}
