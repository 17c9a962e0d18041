import type { Connection, DoorFacts, Participant } from '../../../../src/protocol/session/people.ts';
import type { SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import { checkFindings, type CheckFindings } from './doorFacts.ts';

/** Somebody at the door. */
export type WaitingPerson = {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  readonly door: DoorFacts | null;
  readonly findings: CheckFindings;
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

/** A member who had been let in and has left by themselves. */
export type LeftPerson = { readonly id: string; readonly name: string; readonly at: number };

/** The waiting room as staff see it. */
export type WaitingView = {
  readonly people: readonly WaitingPerson[];
  readonly removed: readonly RemovedPerson[];
  readonly left: readonly LeftPerson[];
  readonly message: string | null;
  readonly isLocked: boolean;
  readonly setMessage: ((text: string) => void) | undefined;
  readonly admitAll: (() => void) | undefined;
  readonly setLocked: ((isLocked: boolean) => void) | undefined;
};

const NOTHING_FOUND: CheckFindings = { troubles: [], skipped: [] };

function toWaiting(person: Participant, since: number, isOver: boolean, act: Act): WaitingPerson {
  const { id, name, door, connection } = person;
  return {
    id,
    name,
    since,
    door,
    connection,
    findings: door ? checkFindings(door) : NOTHING_FOUND,
    admit: act.offer({ type: 'admit', participantId: id }, !isOver),
    remove: act.offerWithUndo(
      { type: 'remove', participantId: id },
      { what: 'removed', name, undo: { type: 'letBackIn', participantId: id } },
      !isOver,
    ),
  };
}

/** CO3: who waits, in the order of arrival, with what they told at the door; who was removed, and who has left. */
export function waitingView(state: SessionState, act: Act): WaitingView {
  const isOver = state.status === 'ended';
  const people: WaitingPerson[] = [];
  const removed: RemovedPerson[] = [];
  const left: LeftPerson[] = [];
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
    if (presence.stage === 'left' && presence.wasIn && person.door !== null && !isOver)
      left.push({ id: person.id, name: person.name, at: presence.at });
  }
  people.sort((a, b) => a.since - b.since);
  return {
    people,
    removed: removed.toSorted((a, b) => b.at - a.at),
    left: left.toSorted((a, b) => b.at - a.at),
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
