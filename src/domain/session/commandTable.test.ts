import { describe, expect, it } from 'vitest';
import {
  commandSchema,
  type Command,
  type CommandType,
  type HubCommand,
} from '../../protocol/session/commands.ts';
import type { RefusalRule } from '../../protocol/session/refusals.ts';
import type { Actor } from './contract.ts';
import { countOutcomes } from '../../../tests/support/countOutcomes.ts';
import { ONE_OF_EACH } from '../../../tests/support/oneOfEach.ts';
import {
  ARRIVE,
  CO,
  FACTS,
  HUB,
  LEAD,
  NOTE_TAKER,
  Rehearsal,
  STEP_IN,
  SUPERVISOR,
  member,
} from './testKit.ts';

const ADMINISTRATOR: Actor = { kind: 'staff', id: 'admin', name: 'Lou A.', role: 'administrator' };
const STAFF = [
  { role: 'lead', letter: 'L', actor: LEAD },
  { role: 'co-facilitator', letter: 'C', actor: CO },
  { role: 'supervisor', letter: 'S', actor: SUPERVISOR },
  { role: 'note taker', letter: 'N', actor: NOTE_TAKER },
] as const;
type Outcome = 'ok' | RefusalRule;
type Stage = 'scheduled' | 'open' | 'rooms' | 'ended';

const HUB_COMMANDS: { readonly [T in HubCommand['type']]: Extract<HubCommand, { type: T }> } = {
  create: { type: 'create', facts: FACTS },
  connectionLost: { type: 'connectionLost', participantId: 'ben' },
  connectionRestored: { type: 'connectionRestored', participantId: 'ben' },
  hubWasAway: { type: 'hubWasAway' },
  expel: { type: 'expel', participantId: 'ben' },
  timePassed: { type: 'timePassed' },
  recordTurn: { type: 'recordTurn', participantId: 'ben', durationMs: 1500 },
};

/** What staff get who stand in the room: `LCS` facilitators, `N` the note taker. Who is not named is refused as notYours. */
const STAFF_TABLE: Partial<Record<CommandType, readonly [who: string, Outcome, Outcome, Outcome]>> = {
  // who, then: scheduled, open, in progress with rooms open
  openWaitingRoom: ['LCS', 'ok', 'ok', 'ok'],
  startSession: ['LCS', 'session.notOpenYet', 'ok', 'ok'],
  endSession: ['LCS', 'session.notOpenYet', 'ok', 'ok'],
  setLock: ['LCS', 'ok', 'ok', 'ok'],
  startBlock: ['LCS', 'session.notStarted', 'session.notStarted', 'ok'],
  arrive: ['LCSN', 'ok', 'ok', 'ok'],
  leave: ['LCSN', 'ok', 'ok', 'ok'],
  admit: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  admitAll: ['LCS', 'ok', 'ok', 'ok'],
  sendToWaiting: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  remove: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  letBackIn: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  setWaitingMessage: ['LCS', 'ok', 'ok', 'ok'],
  addRoom: ['LCS', 'ok', 'ok', 'ok'],
  renameRoom: ['LCS', 'rooms.unknownRoom', 'ok', 'ok'],
  removeRoom: ['LCS', 'ok', 'ok', 'ok'],
  assign: ['LCS', 'session.unknownPerson', 'ok', 'rooms.alreadyOpen'],
  shuffleRooms: ['LCS', 'rooms.noRooms', 'ok', 'rooms.alreadyOpen'],
  openRooms: ['LCS', 'rooms.noRooms', 'ok', 'rooms.alreadyOpen'],
  moveToRoom: ['LCS', 'rooms.notOpen', 'rooms.notOpen', 'ok'],
  visitRoom: ['LCSN', 'rooms.notOpen', 'rooms.notOpen', 'ok'],
  messageRooms: ['LCS', 'rooms.notOpen', 'rooms.notOpen', 'ok'],
  extendRooms: ['LCS', 'rooms.notOpen', 'rooms.notOpen', 'ok'],
  recallRooms: ['LCS', 'rooms.notOpen', 'rooms.notOpen', 'ok'],
  cancelRecall: ['LCS', 'rooms.notOpen', 'rooms.notOpen', 'rooms.noRecall'],
  setMic: ['LCSN', 'ok', 'ok', 'ok'],
  setCamera: ['LCSN', 'ok', 'ok', 'ok'],
  mute: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  muteAll: ['LCS', 'ok', 'ok', 'ok'],
  askToUnmute: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  stopCamera: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  raiseHand: ['LCSN', 'ok', 'ok', 'ok'],
  lowerHand: ['LCSN', 'session.unknownPerson', 'ok', 'ok'],
  spotlight: ['LCS', 'session.unknownPerson', 'ok', 'ok'],
  startShare: ['LCSN', 'ok', 'ok', 'ok'],
  stopShare: ['LCSN', 'session.unknownPerson', 'ok', 'ok'],
  setMembersMayShare: ['LCS', 'ok', 'ok', 'ok'],
  raiseShield: ['LCSN', 'ok', 'ok', 'ok'],
  lowerShield: ['LCSN', 'ok', 'ok', 'ok'],
  showSlide: ['LCS', 'ok', 'ok', 'ok'],
  hideSlides: ['LCS', 'ok', 'ok', 'ok'],
  sendChat: ['LCSN', 'ok', 'ok', 'ok'],
  setChatPolicy: ['LCS', 'ok', 'ok', 'ok'],
  takeHelp: ['LCSN', 'help.noneAsked', 'help.noneAsked', 'ok'],
  endHelp: ['LCSN', 'ok', 'ok', 'ok'],
};

/** What `ana` gets, by where she stands. Whatever is not here is refused as notYours. */
const MEMBER_TABLE: Partial<
  Record<CommandType, Readonly<Record<'absent' | 'waiting' | 'inside' | 'left' | 'removed', Outcome>>>
> = {
  arrive: { absent: 'ok', waiting: 'ok', inside: 'ok', left: 'ok', removed: 'admission.removed' },
  leave: { absent: 'session.notInRoom', waiting: 'ok', inside: 'ok', left: 'ok', removed: 'ok' },
  setMic: whereTheyStand('ok', 'ok'),
  setCamera: whereTheyStand('ok', 'ok'),
  raiseShield: whereTheyStand('ok', 'ok'),
  lowerShield: whereTheyStand('ok', 'ok'),
  raiseHand: whereTheyStand('session.notInRoom', 'ok'),
  // Aimed at somebody else.
  lowerHand: whereTheyStand('session.notInRoom', 'session.notYours'),
  stopShare: whereTheyStand('session.notInRoom', 'session.notYours'),
  endHelp: whereTheyStand('session.notInRoom', 'session.notYours'),
  startShare: whereTheyStand('session.notInRoom', 'floor.membersMayNotShare'),
  sendChat: whereTheyStand('session.notInRoom', 'chat.staffOnly'),
  askForHelp: whereTheyStand('session.notInRoom', 'ok'),
  rate: whereTheyStand('ok', 'ok'),
};
type Standing = 'absent' | 'waiting' | 'inside' | 'left' | 'removed';

function whereTheyStand(waiting: Outcome, inside: Outcome): Record<Standing, Outcome> {
  const out: Outcome = 'session.notInRoom';
  return { absent: out, waiting, inside, left: out, removed: out };
}

/** A session in a stage, with all staff but `absentStaff` in the room. */
function at(stage: Stage, absentStaff?: Actor): Rehearsal {
  const rehearsal = new Rehearsal();
  for (const { actor } of STAFF) if (actor !== absentStaff) rehearsal.give(actor, STEP_IN);
  if (stage === 'scheduled') return rehearsal;
  const lead = absentStaff === LEAD ? CO : LEAD;
  rehearsal.give(lead, { type: 'openWaitingRoom' });
  for (const id of ['ana', 'ben', 'dev']) rehearsal.give(member(id), ARRIVE);
  rehearsal.give(lead, { type: 'admitAll' });
  rehearsal.give(member('cora'), ARRIVE);
  rehearsal.give(lead, { type: 'remove', participantId: 'dev' });
  for (const name of ['One', 'Two']) rehearsal.give(lead, { type: 'addRoom', name });
  if (stage === 'open') return rehearsal;
  rehearsal.give(lead, { type: 'startSession' });
  rehearsal.give(lead, { type: 'openRooms', minutes: null });
  rehearsal.give(member('ben'), { type: 'askForHelp', level: 'now' });
  if (stage === 'ended') rehearsal.give(lead, { type: 'endSession' });
  return rehearsal;
}

function standing(where: Standing): Rehearsal {
  const rehearsal = at('rooms');
  const ana = { participantId: 'ana' };
  if (where === 'waiting') rehearsal.give(LEAD, { type: 'sendToWaiting', ...ana });
  if (where === 'left') rehearsal.give(member('ana'), { type: 'leave' });
  if (where === 'removed') rehearsal.give(LEAD, { type: 'remove', ...ana });
  return rehearsal;
}

/** What each command comes to, each on a session of its own. A refusal must leave the session as it was. */
function outcomes(
  commands: readonly (Command | HubCommand)[],
  actor: Actor,
  set: () => Rehearsal,
): Record<string, Outcome> {
  countOutcomes(commands.length);
  return Object.fromEntries(
    commands.map((command) => {
      const rehearsal = set();
      const before = rehearsal.state;
      const decision = rehearsal.give(actor, command);
      if (decision.isAccepted) return [command.type, 'ok'];
      expect(rehearsal.state).toBe(before);
      return [command.type, decision.refusal.rule];
    }),
  );
}

const ALL = Object.values(ONE_OF_EACH);
const expectedOfAll = (outcomeOf: (type: CommandType) => Outcome | undefined) =>
  Object.fromEntries(ALL.map(({ type }) => [type, outcomeOf(type) ?? 'session.notYours']));
const ofEnded = (isTheirs: boolean, type: CommandType): Outcome | undefined => {
  if (!isTheirs) return undefined;
  return type === 'endSession' ? 'ok' : 'session.ended';
};

describe('every command in every hand', () => {
  it('meets every command there is', () => {
    expect(Object.keys(ONE_OF_EACH).sort()).toEqual(
      commandSchema.options.map((option) => option.shape.type.value).sort(),
    );
  });

  describe.each(['scheduled', 'open', 'rooms', 'ended'] as const)('%s', (stage) => {
    it.each(STAFF)('SE1 SE2 SE7 a $role gets what the table says', ({ letter, actor }) => {
      const column = { scheduled: 1, open: 2, rooms: 3, ended: 1 } as const;
      const expected = expectedOfAll((type) => {
        const row = STAFF_TABLE[type];
        const isTheirs = row?.[0].includes(letter) ?? false;
        if (stage === 'ended') return ofEnded(isTheirs, type);
        return isTheirs ? row?.[column[stage]] : undefined;
      });
      expect(outcomes(ALL, actor, () => at(stage))).toEqual(expected);
    });

    it.each(STAFF)('SE3 a $role who has not come can only come, and open', ({ letter, actor }) => {
      const expected = expectedOfAll((type) => {
        const isTheirs = STAFF_TABLE[type]?.[0].includes(letter) ?? false;
        if (stage === 'ended') return ofEnded(isTheirs, type);
        if (!isTheirs) return undefined;
        return type === 'arrive' || type === 'openWaitingRoom' ? 'ok' : 'session.notInRoom';
      });
      expect(outcomes(ALL, actor, () => at(stage, actor))).toEqual(expected);
    });

    it('SE1 SE7 an administrator gets nothing, and the hub nothing that is a person’s', () => {
      const nothing = expectedOfAll(() => undefined);
      expect(outcomes(ALL, ADMINISTRATOR, () => at(stage))).toEqual(nothing);
      expect(outcomes(ALL, HUB, () => at(stage))).toEqual(nothing);
    });

    it('SE112 the hub’s commands are taken from the hub alone', () => {
      const hubCommands = Object.values(HUB_COMMANDS);
      const all = (outcome: Outcome) =>
        Object.fromEntries(hubCommands.map((command) => [command.type, outcome]));
      for (const actor of [...STAFF.map(({ actor }) => actor), ADMINISTRATOR, member('ana'), member('new')])
        expect(outcomes(hubCommands, actor, () => at(stage))).toEqual(all('session.notYours'));
      expect(outcomes(hubCommands, HUB, () => at(stage))).toEqual(all('ok'));
    });
  });

  it.each(['absent', 'waiting', 'inside', 'left', 'removed'] as const)(
    'SE1 SE3 SE7 a member who is %s gets what the table says while rooms are open',
    (where) => {
      const actor = member(where === 'absent' ? 'new' : 'ana');
      expect(outcomes(ALL, actor, () => standing(where))).toEqual(
        expectedOfAll((type) => MEMBER_TABLE[type]?.[where]),
      );
    },
  );

  it('SE1 SE2 SE7 SE11 a member gets nothing before the waiting room opens, nor after the end', () => {
    expect(outcomes(ALL, member('ana'), () => at('scheduled'))).toEqual(
      expectedOfAll(
        (type) => MEMBER_TABLE[type] && (type === 'arrive' ? 'session.notOpenYet' : 'session.notInRoom'),
      ),
    );
    expect(outcomes(ALL, member('ana'), () => at('ended'))).toEqual(
      expectedOfAll((type) => MEMBER_TABLE[type] && 'session.ended'),
    );
  });

  it('SE1 who may not is told so before anything is looked up', () => {
    const nobody = { participantId: 'nobody' };
    for (const command of [
      { type: 'remove', ...nobody },
      { type: 'moveToRoom', ...nobody, roomId: 'nowhere' },
      { type: 'showSlide', deckId: 'none', index: 0 },
    ] as const)
      expect(at('rooms').ruleFor(member('ana'), command)).toBe('session.notYours');
  });
});
