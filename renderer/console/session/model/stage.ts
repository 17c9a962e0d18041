import { isStaff, presentPeople, roomIdOf, waitingPeople } from '../../../../src/domain/session/people.ts';
import type { Quality } from '../../../../src/protocol/live.ts';
import type { Connection, HelpLevel, ParticipantRole } from '../../../../src/protocol/session/people.ts';
import { MAIN_ROOM_ID, type SessionState, type ShownSlide } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import type { Arrivals } from './arrivals.ts';
import { handOrders } from './hands.ts';
import { peopleInside, roomName, type PersonInside } from './people.ts';
import { personActions, type PersonActions } from './personActions.ts';

/** One person on the stage, with what only staff see of them. */
export type Tile = {
  readonly id: string;
  readonly name: string;
  readonly role: ParticipantRole;
  readonly seat: number;
  readonly isSelf: boolean;
  readonly isMicOn: boolean;
  readonly isCameraOn: boolean;
  readonly isShielded: boolean;
  readonly isSpeaking: boolean;
  readonly isSpotlit: boolean;
  /** Place in the order of raised hands, from 1; null where the hand is down. */
  readonly handOrder: number | null;
  readonly help: HelpLevel | null;
  readonly connection: Connection;
  readonly quality: Quality | null;
  /** Part of all speaking so far, 0 to 1. */
  readonly share: number;
  /** Since when they have said nothing: their last turn, or their coming in. Null for staff and before the start. */
  readonly quietSince: number | null;
  readonly actions: PersonActions;
};

/** What fills the middle of the stage. */
export type StageCenter =
  | { readonly kind: 'people' }
  /** The waiting room, until the group has begun (CO81). */
  | { readonly kind: 'door' }
  | { readonly kind: 'slide'; readonly slide: ShownSlide }
  | {
      readonly kind: 'share';
      readonly participantId: string;
      readonly name: string;
      readonly isSelf: boolean;
      readonly stop: (() => void) | undefined;
    };

export type StageView = {
  /** Null names the main room. */
  readonly roomName: string | null;
  readonly roomId: string;
  readonly tiles: readonly Tile[];
  readonly center: StageCenter;
  readonly membersMayShare: boolean;
  /** Ends the spotlight, on whomever it is; undefined where there is none. */
  readonly endSpotlight: (() => void) | undefined;
  readonly muteAll: (() => void) | undefined;
  readonly setMembersMayShare: ((isAllowed: boolean) => void) | undefined;
};

function centerOf(
  state: SessionState,
  people: readonly PersonInside[],
  selfId: string,
  act: Act,
): StageCenter {
  const sharer = people.find((person) => person.share);
  if (sharer) {
    const isSelf = sharer.id === selfId;
    const stop = act.offer({ type: 'stopShare', participantId: sharer.id }, !isSelf);
    return { kind: 'share', participantId: sharer.id, name: sharer.name, isSelf, stop };
  }
  if (state.slide) return { kind: 'slide', slide: state.slide };
  return isDoorInMiddle(state) ? { kind: 'door' } : { kind: 'people' };
}

/** CO81: before the group begins, while there is somebody to let in or nobody to look at. */
function isDoorInMiddle(state: SessionState): boolean {
  if (state.startedAt !== null || state.status === 'ended' || state.breakouts.stage === 'open') return false;
  return waitingPeople(state).length > 0 || presentPeople(state).every(isStaff);
}

/** CO4, CO33: the people in the room the viewer stands in, in seat order, and what is in their middle. */
export function stageView(
  state: SessionState,
  selfId: string,
  speakerIds: ReadonlySet<string>,
  qualities: Readonly<Record<string, Quality>>,
  arrivals: Arrivals,
  act: Act,
): StageView {
  const here = roomIdOf(state, selfId) ?? MAIN_ROOM_ID;
  const people = peopleInside(state).filter((person) => person.presence.roomId === here);
  const orders = handOrders(people);
  const spokenMs = peopleInside(state).reduce(
    (sum, person) => sum + (state.speaking[person.id]?.totalMs ?? 0),
    0,
  );
  const isOver = state.status === 'ended';
  const tiles = people.map((person): Tile => {
    const speaking = state.speaking[person.id];
    const quietFrom = Math.max(
      state.startedAt ?? 0,
      arrivals.get(person.id) ?? person.presence.since,
      speaking?.lastAt ?? 0,
    );
    return {
      id: person.id,
      name: person.name,
      role: person.role,
      seat: person.seat,
      isSelf: person.id === selfId,
      isMicOn: person.isMicOn,
      isCameraOn: person.isCameraOn,
      isShielded: person.isShielded,
      isSpeaking: speakerIds.has(person.id) && person.isMicOn && !person.isShielded,
      isSpotlit: state.spotlightId === person.id,
      handOrder: orders.get(person.id) ?? null,
      help: person.help && person.help.takenBy === null ? person.help.level : null,
      connection: person.connection,
      quality: qualities[person.id] ?? null,
      share: spokenMs > 0 ? (speaking?.totalMs ?? 0) / spokenMs : 0,
      quietSince: isStaff(person) || state.startedAt === null ? null : quietFrom,
      actions: personActions(state, person, selfId, act),
    };
  });
  const hasLoudMember = people.some((person) => !isStaff(person) && person.isMicOn);
  return {
    roomName: roomName(state, here),
    roomId: here,
    tiles,
    center: centerOf(state, people, selfId, act),
    membersMayShare: state.membersMayShare,
    endSpotlight: act.offer(
      { type: 'spotlight', participantId: null },
      !isOver && state.spotlightId !== null,
    ),
    muteAll: act.offer({ type: 'muteAll' }, !isOver && hasLoudMember),
    setMembersMayShare:
      isOver || !act.may('setMembersMayShare')
        ? undefined
        : (isAllowed) => void act({ type: 'setMembersMayShare', isAllowed }),
  };
}
