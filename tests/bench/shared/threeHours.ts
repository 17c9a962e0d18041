import type { Actor } from '../../../src/domain/session/contract.ts';
import { ARRIVE, CO, HUB, LEAD, member, Rehearsal, STEP_IN } from '../../../src/domain/session/testKit.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import { Random } from '../../sim/core/Random.ts';

const MINUTES = 180;
const MEMBERS = Array.from({ length: 12 }, (_, index) => `m${index}`);
/** Something happens about so often, in milliseconds. */
const STEP_MS = 2_100;
/** From which minute to which the rooms are open. */
const ROOMS_OPEN = [
  [40, 70],
  [110, 150],
] as const;

/** A busy group of three hours: twelve members and two of the staff speak, write, raise hands, go into rooms twice, drop and come back. */
export function threeHours(seed = 1): Rehearsal {
  const random = new Random(seed);
  const evening = new Rehearsal(() => random.next());
  evening.start(...MEMBERS);
  evening.give(CO, STEP_IN);
  evening.rooms('Room 1', 'Room 2', 'Room 3');
  while (evening.now < MINUTES * 60_000) {
    evening.now += random.int(1, 2 * STEP_MS);
    keepRooms(evening);
    const id = random.pick(MEMBERS);
    const [actor, command] = random.chance(0.45) ? ofStaff(id, random) : ofMember(id, random);
    evening.give(actor, command);
    evening.give(HUB, { type: 'recordTurn', participantId: id, durationMs: random.int(800, 20_000) });
    if (random.chance(0.02)) {
      evening.give(HUB, { type: 'connectionLost', participantId: id });
      evening.give(HUB, { type: 'connectionRestored', participantId: id });
    }
  }
  return evening;
}

/** Opens and recalls the rooms when it is time. */
function keepRooms(evening: Rehearsal): void {
  const minute = evening.now / 60_000;
  const areDue = ROOMS_OPEN.some(([from, to]) => minute >= from && minute < to);
  if (areDue) evening.give(LEAD, { type: 'openRooms', minutes: null });
  else evening.give(LEAD, { type: 'recallRooms', seconds: 0 });
}

function ofMember(id: string, random: Random): readonly [Exclude<Actor, { kind: 'hub' }>, Command] {
  const actor = member(id);
  if (actor.kind === 'hub') throw new Error('a member is not the hub');
  const commands: readonly Command[] = [
    { type: 'setMic', isOn: random.chance(0.5) },
    { type: 'setCamera', isOn: random.chance(0.8) },
    { type: 'raiseHand' },
    { type: 'lowerHand', participantId: id },
    { type: 'sendChat', target: { to: 'staff' }, text: 'I need a moment, please.' },
    ARRIVE,
  ];
  return [actor, random.pick(commands)];
}

function ofStaff(id: string, random: Random): readonly [Actor, Command] {
  const commands: readonly Command[] = [
    { type: 'showSlide', deckId: 'deck', index: random.int(0, 2) },
    { type: 'spotlight', participantId: id },
    { type: 'mute', participantId: id },
    { type: 'lowerHand', participantId: id },
    { type: 'moveToRoom', participantId: id, roomId: `id${random.int(1, 3)}` },
    { type: 'visitRoom', roomId: `id${random.int(1, 3)}` },
    { type: 'sendChat', target: { to: 'room' }, text: 'Thank you. Who would like to go on?' },
    { type: 'hideSlides' },
  ];
  return [random.chance(0.7) ? LEAD : CO, random.pick(commands)];
}
