import { isStaff } from '../../../../src/domain/session/people.ts';
import { MAIN_ROOM_ID, type SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import type { PersonInside } from './people.ts';

/** What staff can do to one person now. What is impossible is undefined. */
export type PersonActions = {
  readonly mute: (() => void) | undefined;
  readonly askToUnmute: (() => void) | undefined;
  readonly stopCamera: (() => void) | undefined;
  readonly spotlight: (() => void) | undefined;
  readonly endSpotlight: (() => void) | undefined;
  readonly lowerHand: (() => void) | undefined;
  readonly stopShare: (() => void) | undefined;
  readonly sendToWaiting: (() => void) | undefined;
  readonly remove: (() => void) | undefined;
  /** The rooms they can be moved to now; empty while rooms are closed. `null` names the main room. */
  readonly moves: readonly {
    readonly roomId: string;
    readonly name: string | null;
    readonly run: () => void;
  }[];
};

/** CO5: the menu of one person. Staff stay: they are neither removed nor sent out, only muted and moved. */
export function personActions(
  state: SessionState,
  person: PersonInside,
  selfId: string,
  act: Act,
): PersonActions {
  const { id, name } = person;
  const isOn = state.status !== 'ended';
  const isOther = isOn && id !== selfId;
  const isMember = isOn && !isStaff(person);
  const here = person.presence.roomId;
  const isSpotlit = state.spotlightId === id;
  const moveTo = (roomId: string) =>
    act.offerWithUndo(
      { type: 'moveToRoom', participantId: id, roomId },
      { what: 'moved', name, undo: { type: 'moveToRoom', participantId: id, roomId: here } },
    );
  const places =
    state.breakouts.stage === 'open' && isOther
      ? [{ id: MAIN_ROOM_ID, name: null }, ...state.breakouts.rooms]
      : [];
  return {
    mute: act.offerWithUndo(
      { type: 'mute', participantId: id },
      { what: 'muted', name, undo: { type: 'askToUnmute', participantId: id } },
      isOther && person.isMicOn,
    ),
    askToUnmute: act.offer(
      { type: 'askToUnmute', participantId: id },
      isOther && !person.isMicOn && !person.isShielded,
    ),
    stopCamera: act.offerWithUndo(
      { type: 'stopCamera', participantId: id },
      { what: 'cameraStopped', name, undo: undefined },
      isOther && person.isCameraOn,
    ),
    spotlight: act.offer({ type: 'spotlight', participantId: id }, isOn && !isSpotlit),
    endSpotlight: act.offer({ type: 'spotlight', participantId: null }, isOn && isSpotlit),
    lowerHand: act.offer({ type: 'lowerHand', participantId: id }, isOn && person.handRaisedAt !== null),
    stopShare: act.offer({ type: 'stopShare', participantId: id }, isOther && person.share !== null),
    sendToWaiting: act.offerWithUndo(
      { type: 'sendToWaiting', participantId: id },
      { what: 'sentToWaiting', name, undo: { type: 'admit', participantId: id } },
      isMember,
    ),
    remove: act.offerWithUndo(
      { type: 'remove', participantId: id },
      { what: 'removed', name, undo: { type: 'letBackIn', participantId: id } },
      isMember,
    ),
    moves: places.flatMap((room) => {
      const run = room.id === here ? undefined : moveTo(room.id);
      return run ? [{ roomId: room.id, name: room.name, run }] : [];
    }),
  };
}
