import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandSchema, type Command, type HubCommand } from '../../protocol/session/commands.ts';
import type { LoggedEvent, SessionEventType } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { audienceOf } from './audience.ts';
import type { Actor } from './contract.ts';
import { participantRole } from './decide.ts';
import { SESSION_EVENT_TYPES, evolve, replay } from './evolve.ts';
import { isSeated } from './people.ts';
import { mayCommand } from './permissions.ts';
import { CO, HUB, LEAD, NOTE_TAKER, Rehearsal, STEP_IN, member } from './testKit.ts';
import { projectState, viewEvent, type Viewer } from './view.ts';
import {
  arbitrarySteps,
  KNOWN_STEPS,
  SESSION_MEMBERS,
  type SessionStep,
} from '../../../tests/support/sessionSteps.ts';

const MEMBERS = SESSION_MEMBERS;
const ADMINISTRATOR: Actor = { kind: 'staff', id: 'admin', name: 'Lou A.', role: 'administrator' };
const EVERYBODY: readonly Actor[] = [LEAD, CO, NOTE_TAKER, ADMINISTRATOR, ...MEMBERS.map(member), HUB];
const COMMAND_TYPES = commandSchema.options.map((option) => option.shape.type.value);
const VIEWERS: Viewer[] = [
  ...['lead', 'co', 'notes'].map((participantId) => ({ participantId, isStaff: true })),
  ...MEMBERS.map((participantId) => ({ participantId, isStaff: false })),
];

function mayGive(actor: Actor, command: Command | HubCommand): boolean {
  const type = COMMAND_TYPES.find((known) => known === command.type);
  if (type === undefined) return actor === HUB;
  const role = participantRole(actor);
  return role !== null && mayCommand(role, type);
}

/** Gives each command: a refusal changes nothing, and whoever may not give one is refused as `notYours` (SE1). */
function perform(rehearsal: Rehearsal, given: readonly SessionStep[]) {
  for (const { who, isAnybody, command: drawn, wait } of given) {
    rehearsal.now += wait;
    const command = drawn.type === 'extendRooms' ? { ...drawn, expectedEndsAt: endOf(rehearsal) } : drawn;
    const givers = isAnybody ? EVERYBODY : EVERYBODY.filter((actor) => mayGive(actor, command));
    const actor = givers[who % givers.length] ?? HUB;
    const before = rehearsal.state;
    const rule = rehearsal.ruleFor(actor, command);
    if (rule !== null) expect(rehearsal.state).toBe(before);
    if (!mayGive(actor, command)) expect([command.type, rule]).toEqual([command.type, 'session.notYours']);
  }
}

const endOf = ({ state }: Rehearsal) => (state.breakouts.stage === 'open' ? state.breakouts.endsAt : null);

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
  [member('ana'), { type: 'rate', form: { moment: 'checkOut', mood: 6, craving: 3 } }],
  [HUB, { type: 'recordTurn', participantId: 'ana', durationMs: 1500 }],
  [LEAD, { type: 'renameRoom', roomId: 'id1', name: 'first' }],
  [LEAD, { type: 'assign', participantId: 'ana', roomId: 'id1' }],
  [LEAD, { type: 'shuffleRooms' }],
  [LEAD, { type: 'openRooms', minutes: 5 }],
  [LEAD, { type: 'moveToRoom', participantId: 'ana', roomId: 'id2' }],
  [LEAD, { type: 'messageRooms', text: 'Five minutes' }],
  [LEAD, { type: 'extendRooms', minutes: 1, expectedEndsAt: 300_000 }],
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
  it('SE62 SE93 SE130 makes each viewer’s copy equal to their part of the hub’s state', () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.boolean(), (given, isOpened) => {
        const rehearsal = new Rehearsal();
        if (isOpened) opening(rehearsal);
        perform(rehearsal, given);
        for (const viewer of VIEWERS) follow(rehearsal, viewer);
      }),
      { numRuns: 300, examples: KNOWN_STEPS.map((given) => [[...given], true]) },
    );
  });

  it('SE45 SE120 SE121 SE122 lets nobody hear outside their room', () => {
    fc.assert(
      fc.property(arbitrarySteps, (given) => {
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

  it('SE1 SE5 replays to the same state', () => {
    fc.assert(
      fc.property(arbitrarySteps, (given) => {
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
      if (sent.kind === 'event' && !viewer.isStaff) expectForMember(sent.event, viewer);
      if (sent.kind === 'event') copy = evolve(copy, sent.event);
      if (sent.kind === 'snapshot') copy = projectState(after, viewer);
      expect({ ...copy, seq: 0 }).toEqual({ ...projectState(after, viewer), seq: 0 });
      if (!viewer.isStaff) expectNothingPrivate(copy, viewer);
    } else copy = projectState(after, viewer);
    whole = after;
  }
}

/** To which members an event may travel as it is; none where it is not named (SE62, SE93, SE131). */
const PLAIN: Partial<Record<SessionEventType, 'everyone' | 'theirs' | 'audience'>> = {
  waitingRoomOpened: 'everyone',
  sessionStarted: 'everyone',
  waitingMessageSet: 'everyone',
  connectionLost: 'everyone',
  connectionRestored: 'everyone',
  participantMoved: 'everyone',
  shieldRaised: 'theirs',
  shieldLowered: 'theirs',
  helpAsked: 'theirs',
  helpTaken: 'theirs',
  helpEnded: 'theirs',
  rated: 'theirs',
  blockStarted: 'everyone',
  micChanged: 'everyone',
  cameraChanged: 'everyone',
  unmuteAsked: 'theirs',
  handRaised: 'everyone',
  handLowered: 'everyone',
  spotlightChanged: 'everyone',
  shareStarted: 'everyone',
  shareStopped: 'everyone',
  membersMayShareChanged: 'everyone',
  slideShown: 'everyone',
  slidesHidden: 'everyone',
  chatSent: 'audience',
  chatPolicyChanged: 'everyone',
  roomsExtended: 'everyone',
  recallStarted: 'everyone',
  recallCancelled: 'everyone',
};

/** What is sent, not only what it makes of the copy: an event says more than the state it leads to. */
function expectForMember({ event }: LoggedEvent, { participantId }: Viewer): void {
  const whose = PLAIN[event.type];
  expect([event.type, whose]).not.toEqual([event.type, undefined]);
  if (whose === 'theirs') expect('participantId' in event && event.participantId).toBe(participantId);
  if (event.type === 'chatSent') expect(event.message.audience).toContain(participantId);
}

/** SE131 and SE132. */
function expectNothingPrivate(copy: SessionState, viewer: Viewer): void {
  expect(copy.speaking).toEqual({});
  expect(Object.keys(copy.ratings).filter((id) => id !== viewer.participantId)).toEqual([]);
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
