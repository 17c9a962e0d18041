import type { Connection, DoorFacts, Participant } from '../../../../src/protocol/session/people.ts';
import type { SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';

/** Somebody at the door. */
export type WaitingPerson = {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  readonly door: DoorFacts | null;
  /** Which of the device checks did not pass. */
  readonly troubles: readonly (keyof DoorFacts['checks'])[];
  readonly connection: Connection;
  readonly admit: (() => void) | undefined;
  readonly remove: (() => void) | undefined;
};

export type RemovedPerson = {
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly letBackIn: (() => void) | undefined;
};

/** The waiting room as staff see it. */
export type WaitingView = {
  readonly people: readonly WaitingPerson[];
  readonly removed: readonly RemovedPerson[];
  readonly message: string | null;
  readonly isLocked: boolean;
  readonly setMessage: ((text: string) => void) | undefined;
  readonly admitAll: (() => void) | undefined;
  readonly setLocked: ((isLocked: boolean) => void) | undefined;
};

const CHECKS = ['camera', 'microphone', 'speaker', 'connection'] as const;

function toWaiting(person: Participant, since: number, isOver: boolean, act: Act): WaitingPerson {
  const { id, name, door, connection } = person;
  return {
    id,
    name,
    since,
    door,
    connection,
    troubles: door ? CHECKS.filter((check) => door.checks[check] === 'trouble') : [],
    admit: act.offer({ type: 'admit', participantId: id }, !isOver),
    remove: act.offerWithUndo(
      { type: 'remove', participantId: id },
      { what: 'removed', name, undo: { type: 'letBackIn', participantId: id } },
      !isOver,
    ),
  };
}

/** CO3: who waits, in the order of arrival, with what they told at the door. */
export function waitingView(state: SessionState, act: Act): WaitingView {
  const isOver = state.status === 'ended';
  const people: WaitingPerson[] = [];
  const removed: RemovedPerson[] = [];
  for (const person of Object.values(state.participants)) {
    const { presence } = person;
    if (presence.stage === 'waiting') people.push(toWaiting(person, presence.since, isOver, act));
    if (presence.stage === 'removed' && !isOver) {
      removed.push({
        id: person.id,
        name: person.name,
        at: presence.at,
        letBackIn: act.offer({ type: 'letBackIn', participantId: person.id }),
      });
    }
  }
  people.sort((a, b) => a.since - b.since);
  return {
    people,
    removed: removed.toSorted((a, b) => b.at - a.at),
    message: state.waitingMessage,
    isLocked: state.isLocked,
    setMessage:
      isOver || !act.may('setWaitingMessage')
        ? undefined
        : (text) => void act({ type: 'setWaitingMessage', text }),
    admitAll: act.offer(
      { type: 'admitAll' },
      !isOver && people.some((person) => person.connection.state === 'online'),
    ),
    setLocked:
      isOver || !act.may('setLock') ? undefined : (isLocked) => void act({ type: 'setLock', isLocked }),
  };
}
