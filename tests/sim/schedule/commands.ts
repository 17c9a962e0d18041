import { ARRIVE, STEP_IN } from '../../../src/domain/session/testKit.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { Random } from '../core/Random.ts';
import type { Person } from '../world/people.ts';
import { END_AS_SHOWN } from './steps.ts';

/** What a command needs to be made: whom it may be about, and words that nobody has said before. */
export type Words = { readonly random: Random; readonly ids: readonly string[]; newText(): string };
type Maker = (words: Words) => Command;

const id = ({ random, ids }: Words): string => (random.chance(0.04) ? 'nobody' : random.pick(ids));
const room = ({ random }: Words): string =>
  random.chance(0.3) ? 'main' : `room ${random.int(0, random.chance(0.8) ? 1 : 3)}`;
const coin = ({ random }: Words): boolean => random.chance(0.5);

/** Commands by which rooms come to be, and people into them: said more often than the rest. */
const LEADING: readonly Maker[] = [
  () => ({ type: 'openWaitingRoom' }),
  () => ({ type: 'startSession' }),
  () => ({ type: 'admitAll' }),
  () => ({ type: 'admitAll' }),
  (words) => ({ type: 'admit', participantId: id(words) }),
  (words) => ({ type: 'addRoom', name: words.newText() }),
  (words) => ({ type: 'assign', participantId: id(words), roomId: room(words) }),
  () => ({ type: 'shuffleRooms' }),
  () => ({ type: 'shuffleRooms' }),
  ({ random }) => ({ type: 'openRooms', minutes: random.pick([null, 1, 1, 2]) }),
  ({ random }) => ({ type: 'openRooms', minutes: random.pick([null, 1]) }),
  (words) => ({ type: 'moveToRoom', participantId: id(words), roomId: room(words) }),
  (words) => ({ type: 'moveToRoom', participantId: id(words), roomId: room(words) }),
  (words) => ({ type: 'visitRoom', roomId: room(words) }),
  (words) => ({ type: 'messageRooms', text: words.newText() }),
  ({ random }) => ({ type: 'recallRooms', seconds: random.pick([0, 0, 5, 30]) }),
  () => ({ type: 'setChatPolicy', policy: 'everyone' }),
  ({ random }) => ({ type: 'startBlock', index: random.int(0, 3) }),
];

const RARE: readonly Maker[] = [
  (words) => ({ type: 'setLock', isLocked: coin(words) }),
  (words) => ({ type: 'sendToWaiting', participantId: id(words) }),
  (words) => ({ type: 'remove', participantId: id(words) }),
  (words) => ({ type: 'letBackIn', participantId: id(words) }),
  (words) => ({ type: 'setWaitingMessage', text: coin(words) ? words.newText() : '' }),
  (words) => ({ type: 'renameRoom', roomId: room(words), name: words.newText() }),
  (words) => ({ type: 'removeRoom', roomId: room(words) }),
  ({ random }) => ({
    type: 'extendRooms',
    minutes: random.int(1, 2),
    expectedEndsAt: random.chance(0.8) ? END_AS_SHOWN : null,
  }),
  () => ({ type: 'cancelRecall' }),
  (words) => ({ type: 'mute', participantId: id(words) }),
  () => ({ type: 'muteAll' }),
  (words) => ({ type: 'askToUnmute', participantId: id(words) }),
  (words) => ({ type: 'stopCamera', participantId: id(words) }),
  (words) => ({ type: 'spotlight', participantId: coin(words) ? id(words) : null }),
  (words) => ({ type: 'lowerHand', participantId: id(words) }),
  (words) => ({ type: 'stopShare', participantId: id(words) }),
  (words) => ({ type: 'setMembersMayShare', isAllowed: coin(words) }),
  ({ random }) => ({
    type: 'showSlide',
    deckId: random.pick(['deck', 'deck', 'none']),
    index: random.int(0, 3),
  }),
  () => ({ type: 'hideSlides' }),
  ({ random }) => ({ type: 'setChatPolicy', policy: random.pick(['off', 'staffOnly', 'everyone']) }),
  (words) => ({ type: 'takeHelp', participantId: id(words) }),
  (words) => ({ type: 'endHelp', participantId: id(words) }),
];

const ANYBODYS: readonly Maker[] = [
  () => ({ type: 'leave' }),
  (words) => ({ type: 'setMic', isOn: coin(words) }),
  (words) => ({ type: 'setCamera', isOn: coin(words) }),
  () => ({ type: 'raiseHand' }),
  () => ({ type: 'raiseHand' }),
  () => ({ type: 'lowerHand' }),
  (words) => ({ type: 'startShare', hasSound: coin(words) }),
  ({ random }) => ({ type: random.chance(0.3) ? 'raiseShield' : 'lowerShield' }),
  (words) => ({ type: 'sendChat', target: { to: 'room' }, text: words.newText() }),
  (words) => ({ type: 'sendChat', target: { to: 'room' }, text: words.newText() }),
  (words) => ({ type: 'sendChat', target: { to: 'staff' }, text: words.newText() }),
  (words) => ({
    type: 'sendChat',
    target: { to: 'person', participantId: id(words) },
    text: words.newText(),
  }),
  ({ random }) => ({ type: 'askForHelp', level: random.pick(['question', 'now']) }),
  () => ({ type: 'endHelp' }),
  ({ random }) => ({
    type: 'rate',
    form: random.chance(0.5)
      ? {
          moment: 'checkIn',
          mood: random.int(0, 10),
          craving: random.int(0, 10),
          anxiety: null,
          sleepHours: null,
        }
      : { moment: 'checkOut', mood: random.int(0, 10), craving: null },
  }),
];

/** Coming to the door, as this person does it. */
export function arrivalOf(person: Person): Command {
  return person.kind === 'member' ? ARRIVE : STEP_IN;
}

/** Something that this person may well say; now and then something that they may not. */
export function commandOf(person: Person, words: Words): Command {
  const { random } = words;
  if (random.chance(0.12)) return arrivalOf(person);
  // The end of a session ends most of what can happen in it.
  if (random.chance(0.004)) return { type: 'endSession' };
  const isLeading = person.kind === 'staff' && person.role !== 'noteTaker';
  if (isLeading ? random.chance(0.55) : random.chance(0.05)) return random.pick(LEADING)(words);
  if (isLeading ? random.chance(0.5) : random.chance(0.05)) return random.pick(RARE)(words);
  return random.pick(ANYBODYS)(words);
}
