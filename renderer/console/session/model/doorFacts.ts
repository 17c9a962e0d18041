import { isStaff } from '../../../../src/domain/session/people.ts';
import type { DoorFacts, Participant } from '../../../../src/protocol/session/people.ts';
import type { SessionState } from '../../../../src/protocol/session/state.ts';
import { roomName } from './people.ts';

/** A part of the device check at the door. */
export type DoorCheck = keyof DoorFacts['checks'];

/** What the device check found: what went wrong, and what was left out. Both empty where all was tried and worked. */
export type CheckFindings = {
  readonly troubles: readonly DoorCheck[];
  readonly skipped: readonly DoorCheck[];
};

const CHECKS = ['camera', 'microphone', 'speaker', 'connection'] as const;

/** CO3: the three outcomes of a check, in the order in which the screens name them. */
export function checkFindings({ checks }: DoorFacts): CheckFindings {
  return {
    troubles: CHECKS.filter((check) => checks[check] === 'trouble'),
    skipped: CHECKS.filter((check) => checks[check] === 'skipped'),
  };
}

/** Where somebody is, in both senses: their place on the map, and how they stand in the session. */
export type Whereabouts = {
  readonly id: string;
  readonly name: string;
  readonly door: DoorFacts;
  readonly stage: Participant['presence']['stage'];
  /** The breakout room they stand in; null for the circle and for who is not inside. */
  readonly roomName: string | null;
  /** Since when their connection is lost; null while it stands. */
  readonly lostSince: number | null;
};

/**
 * CO19: the place and the call-back number of everyone who came through the door of this session, in whichever room
 * they stand and also when they are lost, have left or were removed (domain.md 6.1: known during the whole session).
 */
export function whereaboutsView(state: SessionState): Readonly<Record<string, Whereabouts>> {
  const found: Record<string, Whereabouts> = {};
  for (const person of Object.values(state.participants)) {
    const { id, name, door, presence, connection } = person;
    if (door === null || isStaff(person)) continue;
    found[id] = {
      id,
      name,
      door,
      stage: presence.stage,
      roomName: presence.stage === 'present' ? roomName(state, presence.roomId) : null,
      lostSince: connection.state === 'lost' ? connection.since : null,
    };
  }
  return found;
}
