import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, HubCommand } from '../../protocol/session/commands.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { audienceOf } from './audience.ts';
import type { Actor } from './contract.ts';
import { participantRole } from './decide.ts';
import { SESSION_EVENT_TYPES, evolve, replay } from './evolve.ts';
import { isSeated } from './people.ts';
import { COMMAND_ROLES } from './permissions.ts';
import { ARRIVE, CO, HUB, LEAD, NOTE_TAKER, Rehearsal, STEP_IN, member } from './testKit.ts';
import { projectState, viewEvent, type Viewer } from './view.ts';

const MEMBERS = ['ana', 'ben', 'cora'];
const ACTORS: Actor[] = [LEAD, CO, NOTE_TAKER, ...MEMBERS.map(member)];
const VIEWERS: Viewer[] = [
  ...['lead', 'co', 'notes'].map((participantId) => ({ participantId, isStaff: true })),
  ...MEMBERS.map((participantId) => ({ participantId, isStaff: false })),
];

const anyone = fc.constantFrom('lead', 'co', ...MEMBERS);
const room = fc.constantFrom('main', 'id1', 'id2', 'id3');
const plain = fc.constantFrom<Command | HubCommand>(
  { type: 'openWaitingRoom' },
  { type: 'startSession' },
  { type: 'admitAll' },
  { type: 'leave' },
  ARRIVE,
  STEP_IN,
  { type: 'shuffleRooms' },
  { type: 'openRooms', minutes: 1 },
  { type: 'openRooms', minutes: null },
  { type: 'recallRooms', seconds: 0 },
  { type: 'recallRooms', seconds: 30 },
  { type: 'cancelRecall' },
  { type: 'timePassed' },
  { type: 'messageRooms', text: 'Two minutes' },
  { type: 'muteAll' },
  { type: 'raiseHand' },
  { type: 'lowerHand' },
  { type: 'setMic', isOn: true },
  { type: 'setMic', isOn: false },
  { type: 'setCamera', isOn: false },
  { type: 'startShare', hasSound: true },
  { type: 'stopShare' },
  { type: 'setMembersMayShare', isAllowed: true },
  { type: 'raiseShield' },
  { type: 'lowerShield' },
  { type: 'showSlide', deckId: 'deck', index: 1 },
  { type: 'hideSlides' },
  { type: 'sendChat', target: { to: 'room' }, text: 'hello' },
  { type: 'sendChat', target: { to: 'staff' }, text: 'a word' },
  { type: 'setChatPolicy', policy: 'everyone' },
  { type: 'askForHelp', level: 'now' },
  { type: 'endHelp' },
  { type: 'setLock', isLocked: true },
  { type: 'setWaitingMessage', text: 'Soon' },
  { type: 'extendRooms', minutes: 1 },
);
const aimed = fc
  .tuple(anyone, room)
  .chain(([participantId, roomId]) =>
    fc.constantFrom<Command | HubCommand>(
      { type: 'admit', participantId },
      { type: 'remove', participantId },
      { type: 'letBackIn', participantId },
      { type: 'sendToWaiting', participantId },
      { type: 'assign', participantId, roomId },
      { type: 'moveToRoom', participantId, roomId },
      { type: 'visitRoom', roomId },
      { type: 'addRoom', name: roomId },
      { type: 'removeRoom', roomId },
      { type: 'renameRoom', roomId, name: 'another' },
      { type: 'mute', participantId },
      { type: 'askToUnmute', participantId },
      { type: 'stopCamera', participantId },
      { type: 'spotlight', participantId },
      { type: 'takeHelp', participantId },
      { type: 'sendChat', target: { to: 'person', participantId }, text: 'only you' },
      { type: 'connectionLost', participantId },
      { type: 'connectionRestored', participantId },
      { type: 'expel', participantId },
      { type: 'recordTurn', participantId, durationMs: 1500 },
      { type: 'startBlock', index: 1 },
    ),
  );
const roomsOpenAndClose = fc.constantFrom<Command | HubCommand>(
  { type: 'openRooms', minutes: 1 },
  { type: 'openRooms', minutes: null },
  { type: 'recallRooms', seconds: 0 },
  { type: 'recallRooms', seconds: 30 },
  { type: 'timePassed' },
  { type: 'hubWasAway' },
);
const handsAndHelp = fc.constantFrom<Command | HubCommand>(
  { type: 'raiseHand' },
  { type: 'lowerHand' },
  { type: 'askForHelp', level: 'question' },
  { type: 'takeHelp', participantId: 'ana' },
  { type: 'endHelp' },
  { type: 'endHelp', participantId: 'ana' },
);
const step = fc.record({
  who: fc.nat(99),
  command: fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 3, arbitrary: aimed },
    { weight: 1, arbitrary: roomsOpenAndClose },
    { weight: 1, arbitrary: handsAndHelp },
  ),
  wait: fc.nat(40_000),
});
const steps = fc.array(step, { maxLength: 60, size: 'max' });

/** Who gives the command: the hub where it is the hub's, else one of those who may. */
function giver(command: Command | HubCommand, who: number): Actor {
  const able = ACTORS.filter((actor) => {
    const role = participantRole(actor);
    return (
      role &&
      Object.entries(COMMAND_ROLES).some(([type, roles]) => type === command.type && roles.includes(role))
    );
  });
  return able[who % able.length] ?? HUB;
}

function perform(
  rehearsal: Rehearsal,
  given: readonly { who: number; command: Command | HubCommand; wait: number }[],
) {
  for (const { who, command, wait } of given) {
    rehearsal.now += wait;
    rehearsal.give(giver(command, who), command);
  }
}

const opening = (rehearsal: Rehearsal) => {
  rehearsal.start(...MEMBERS);
  rehearsal.rooms('one', 'two');
  rehearsal.give(CO, STEP_IN);
};

/** One evening in which everything happens once. */
const EVENING: readonly (readonly [Actor, Command | HubCommand])[] = [
  [LEAD, { type: 'setWaitingMessage', text: 'Soon' }],
  [LEAD, { type: 'setLock', isLocked: true }],
  [LEAD, { type: 'showSlide', deckId: 'deck', index: 1 }],
  [LEAD, { type: 'spotlight', participantId: 'ana' }],
  [LEAD, { type: 'setChatPolicy', policy: 'everyone' }],
  [LEAD, { type: 'setMembersMayShare', isAllowed: true }],
  [member('ana'), { type: 'startShare', hasSound: true }],
  [LEAD, { type: 'stopShare', participantId: 'ana' }],
  [member('ana'), { type: 'raiseHand' }],
  [LEAD, { type: 'lowerHand', participantId: 'ana' }],
  [member('ana'), { type: 'askForHelp', level: 'now' }],
  [CO, { type: 'takeHelp', participantId: 'ana' }],
  [CO, { type: 'endHelp', participantId: 'ana' }],
  [LEAD, { type: 'mute', participantId: 'ben' }],
  [LEAD, { type: 'askToUnmute', participantId: 'ben' }],
  [LEAD, { type: 'stopCamera', participantId: 'ben' }],
  [member('ben'), { type: 'raiseShield' }],
  [member('ben'), { type: 'lowerShield' }],
  [HUB, { type: 'recordTurn', participantId: 'ana', durationMs: 1500 }],
  [LEAD, { type: 'renameRoom', roomId: 'id1', name: 'first' }],
  [LEAD, { type: 'assign', participantId: 'ana', roomId: 'id1' }],
  [LEAD, { type: 'shuffleRooms' }],
  [LEAD, { type: 'openRooms', minutes: 5 }],
  [LEAD, { type: 'moveToRoom', participantId: 'ana', roomId: 'id2' }],
  [LEAD, { type: 'messageRooms', text: 'Five minutes' }],
  [LEAD, { type: 'extendRooms', minutes: 1 }],
  [LEAD, { type: 'recallRooms', seconds: 30 }],
  [LEAD, { type: 'cancelRecall' }],
  [HUB, { type: 'connectionLost', participantId: 'ana' }],
  [HUB, { type: 'connectionRestored', participantId: 'ana' }],
  [LEAD, { type: 'recallRooms', seconds: 0 }],
  [LEAD, { type: 'removeRoom', roomId: 'id2' }],
  [LEAD, { type: 'startBlock', index: 1 }],
  [LEAD, { type: 'hideSlides' }],
  [LEAD, { type: 'sendToWaiting', participantId: 'ben' }],
  [LEAD, { type: 'remove', participantId: 'ben' }],
  [LEAD, { type: 'letBackIn', participantId: 'ben' }],
  [member('cora'), { type: 'leave' }],
  [LEAD, { type: 'endSession' }],
];

describe('an evening in which everything happens', () => {
  it('SE130 SE131 SE132 keeps each viewer’s copy equal to their part, over every kind of event', () => {
    const rehearsal = new Rehearsal();
    opening(rehearsal);
    for (const [actor, command] of EVENING)
      expect([command.type, rehearsal.ruleFor(actor, command)]).toEqual([command.type, null]);
    expect([...new Set(rehearsal.log.map(({ event }) => event.type))].toSorted()).toEqual(
      SESSION_EVENT_TYPES.toSorted(),
    );
    for (const viewer of VIEWERS) follow(rehearsal, viewer);
  });
});

describe('any order of commands', { timeout: 60_000 }, () => {
  it('SE130 makes each viewer’s copy equal to their part of the hub’s state', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (given, isOpened) => {
        const rehearsal = new Rehearsal();
        if (isOpened) opening(rehearsal);
        perform(rehearsal, given);
        for (const viewer of VIEWERS) follow(rehearsal, viewer);
      }),
      { numRuns: 300 },
    );
  });

  it('SE45 SE120 SE121 SE122 lets nobody hear outside their room', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const rehearsal = new Rehearsal();
        opening(rehearsal);
        perform(rehearsal, given);
        const { state } = rehearsal;
        const audience = audienceOf(state);
        for (const listener of Object.values(state.participants)) {
          for (const speaker of Object.values(state.participants)) {
            if (!audience.hears(listener.id, speaker.id, 'mic')) continue;
            expect(rehearsal.roomOf(listener.id)).not.toBeNull();
            expect(rehearsal.roomOf(listener.id)).toBe(rehearsal.roomOf(speaker.id));
            expect([speaker.isMicOn, speaker.isShielded, listener.isShielded]).toEqual([true, false, false]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('SE5 replays to the same state', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const rehearsal = new Rehearsal();
        opening(rehearsal);
        perform(rehearsal, given);
        expect(replay(rehearsal.log)).toEqual(rehearsal.state);
      }),
      { numRuns: 100 },
    );
  });
});

/** Follows the log as one viewer would, from what they are sent, and compares at every step. */
function follow(rehearsal: Rehearsal, viewer: Viewer): void {
  let whole: SessionState | null = null;
  let copy: SessionState | null = null;
  for (const logged of rehearsal.log) {
    const after: SessionState = evolve(whole, logged);
    if (whole && copy) {
      const sent = viewEvent(logged, whole, after, viewer);
      if (sent.kind === 'event') copy = evolve(copy, sent.event);
      if (sent.kind === 'snapshot') copy = projectState(after, viewer);
      expect({ ...copy, seq: 0 }).toEqual({ ...projectState(after, viewer), seq: 0 });
      if (!viewer.isStaff) expectNothingPrivate(copy, viewer);
    } else copy = projectState(after, viewer);
    whole = after;
  }
}

/** SE131 and SE132. */
function expectNothingPrivate(copy: SessionState, viewer: Viewer): void {
  expect(copy.speaking).toEqual({});
  expect(copy.breakouts.assignments).toEqual({});
  for (const person of Object.values(copy.participants)) {
    expect(person.door).toBeNull();
    if (person.id === viewer.participantId) continue;
    expect(person.presence.stage).toBe('present');
    expect([person.help, person.isShielded]).toEqual([null, false]);
  }
  if (!isSeated(copy, viewer.participantId)) expect(copy.slide).toBeNull();
  expect(copy.chat.every((message) => message.audience.includes(viewer.participantId))).toBe(true);
}
