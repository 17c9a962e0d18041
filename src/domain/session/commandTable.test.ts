import { describe, expect, it } from 'vitest';
import {
  commandSchema,
  type Command,
  type CommandType,
  type HubCommand,
} from '../../protocol/session/commands.ts';
import type { RefusalRule } from '../../protocol/session/refusals.ts';
import { MAIN_ROOM_ID } from '../../protocol/session/state.ts';
import type { Actor } from './contract.ts';
import { participantRole } from './decide.ts';
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
const STAFF = [LEAD, CO, SUPERVISOR, NOTE_TAKER] as const;
const ROLES = [
  { role: 'lead', letter: 'L', actor: LEAD },
  { role: 'co-facilitator', letter: 'C', actor: CO },
  { role: 'supervisor', letter: 'S', actor: SUPERVISOR },
  { role: 'note taker', letter: 'N', actor: NOTE_TAKER },
  { role: 'member', letter: 'M', actor: member('ana') },
] as const;
type Outcome = 'ok' | RefusalRule;

/** Running with the rooms closed; with them open, and whoever asks placed in none of them, or in one. */
const STAGES = ['scheduled', 'open', 'closed', 'circle', 'breakout', 'ended'] as const;
type Stage = (typeof STAGES)[number];
const STANDINGS = ['outside', 'waiting', 'present', 'left', 'removed'] as const;
type Standing = (typeof STANDINGS)[number];

const HUB_COMMANDS: { readonly [T in HubCommand['type']]: Extract<HubCommand, { type: T }> } = {
  create: { type: 'create', facts: FACTS },
  connectionLost: { type: 'connectionLost', participantId: 'ben' },
  connectionRestored: { type: 'connectionRestored', participantId: 'ben' },
  hubWasAway: { type: 'hubWasAway' },
  expel: { type: 'expel', participantId: 'ben' },
  timePassed: { type: 'timePassed' },
  recordTurn: { type: 'recordTurn', participantId: 'ben', durationMs: 1500 },
};

type Row = readonly [who: string, but?: Partial<Record<Exclude<Stage, 'ended'>, Outcome>>];
const NOBODY_YET = { scheduled: 'session.unknownPerson' } as const;
const ALREADY_OPEN = { circle: 'rooms.alreadyOpen', breakout: 'rooms.alreadyOpen' } as const;
const NOT_OPEN = { scheduled: 'rooms.notOpen', open: 'rooms.notOpen', closed: 'rooms.notOpen' } as const;

/**
 * What those get who stand in the room: by the letters of their roles, and ok but where a stage says otherwise. Who is not named is
 * refused as notYours.
 */
const TABLE: Readonly<Record<CommandType, Row>> = {
  openWaitingRoom: ['LCS'],
  startSession: ['LCS', { scheduled: 'session.notOpenYet' }],
  endSession: ['LCS', { scheduled: 'session.notOpenYet' }],
  setLock: ['LCS'],
  startBlock: ['LCS', { scheduled: 'session.notStarted', open: 'session.notStarted' }],
  arrive: ['LCSNM'],
  leave: ['LCSNM'],
  admit: ['LCS', NOBODY_YET],
  admitAll: ['LCS'],
  sendToWaiting: ['LCS', NOBODY_YET],
  remove: ['LCS', NOBODY_YET],
  letBackIn: ['LCS', NOBODY_YET],
  setWaitingMessage: ['LCS'],
  addRoom: ['LCS'],
  renameRoom: ['LCS', { scheduled: 'rooms.unknownRoom' }],
  removeRoom: ['LCS'],
  assign: ['LCS', { ...NOBODY_YET, ...ALREADY_OPEN }],
  shuffleRooms: ['LCS', { scheduled: 'rooms.noRooms', ...ALREADY_OPEN }],
  openRooms: ['LCS', { scheduled: 'rooms.noRooms', ...ALREADY_OPEN }],
  moveToRoom: ['LCS', NOT_OPEN],
  visitRoom: ['LCSN', NOT_OPEN],
  messageRooms: ['LCS', NOT_OPEN],
  extendRooms: ['LCS', NOT_OPEN],
  recallRooms: ['LCS', NOT_OPEN],
  cancelRecall: ['LCS', { ...NOT_OPEN, circle: 'rooms.noRecall', breakout: 'rooms.noRecall' }],
  setMic: ['LCSNM'],
  setCamera: ['LCSNM'],
  mute: ['LCS', NOBODY_YET],
  muteAll: ['LCS'],
  askToUnmute: ['LCS', NOBODY_YET],
  stopCamera: ['LCS', NOBODY_YET],
  raiseHand: ['LCSNM'],
  lowerHand: ['LCSNM', NOBODY_YET],
  spotlight: ['LCS', NOBODY_YET],
  startShare: ['LCSNM'],
  stopShare: ['LCSNM', NOBODY_YET],
  setMembersMayShare: ['LCS'],
  raiseShield: ['LCSNM'],
  lowerShield: ['LCSNM'],
  showSlide: ['LCS'],
  hideSlides: ['LCS'],
  sendChat: ['LCSNM'],
  setChatPolicy: ['LCS'],
  askForHelp: ['M'],
  takeHelp: ['LCSN', { scheduled: 'help.noneAsked', open: 'help.noneAsked' }],
  endHelp: ['LCSNM'],
  rate: ['M'],
};

/** What a member gets otherwise, in the room and at any stage: the first three are aimed at somebody else. */
const OF_A_MEMBER: Partial<Record<CommandType, Outcome>> = {
  lowerHand: 'session.notYours',
  stopShare: 'session.notYours',
  endHelp: 'session.notYours',
  startShare: 'floor.membersMayNotShare',
  sendChat: 'chat.staffOnly',
};

/** What can be done from elsewhere than the room, by those whose command it is; all else is refused as notInRoom. */
const FROM_ELSEWHERE: Readonly<Record<Exclude<Standing, 'present'>, readonly CommandType[]>> = {
  outside: ['openWaitingRoom', 'arrive'],
  waiting: [
    'openWaitingRoom',
    'arrive',
    'leave',
    'setMic',
    'setCamera',
    'raiseShield',
    'lowerShield',
    'rate',
  ],
  left: ['openWaitingRoom', 'arrive', 'leave'],
  removed: ['openWaitingRoom', 'arrive', 'leave'],
};

function expected(letter: string, stage: Stage, where: Standing, type: CommandType): Outcome {
  const [who, but = {}] = TABLE[type];
  if (!who.includes(letter)) return 'session.notYours';
  if (stage === 'ended') return type === 'endSession' ? 'ok' : 'session.ended';
  if (where !== 'present') {
    if (!FROM_ELSEWHERE[where].includes(type)) return 'session.notInRoom';
    if (letter !== 'M' || type !== 'arrive' || where === 'waiting') return 'ok';
    if (stage === 'scheduled') return 'session.notOpenYet';
    return where === 'removed' ? 'admission.removed' : 'ok';
  }
  return (letter === 'M' ? OF_A_MEMBER[type] : undefined) ?? but[stage] ?? 'ok';
}

/** A session in a stage, with all staff in the room but whoever comes later. */
function at(stage: Stage, later?: Actor): Rehearsal {
  const rehearsal = new Rehearsal();
  for (const actor of STAFF) if (actor !== later) rehearsal.give(actor, STEP_IN);
  if (stage === 'scheduled') return rehearsal;
  const lead = later === LEAD ? CO : LEAD;
  rehearsal.give(lead, { type: 'openWaitingRoom' });
  for (const id of ['ben', 'dev']) rehearsal.give(member(id), ARRIVE);
  rehearsal.give(lead, { type: 'admitAll' });
  rehearsal.give(member('cora'), ARRIVE);
  rehearsal.give(lead, { type: 'remove', participantId: 'dev' });
  for (const name of ['One', 'Two']) rehearsal.give(lead, { type: 'addRoom', name });
  if (stage === 'open') return rehearsal;
  rehearsal.give(lead, { type: 'startSession' });
  rehearsal.give(member('ben'), { type: 'askForHelp', level: 'now' });
  if (stage === 'closed') return rehearsal;
  rehearsal.give(lead, { type: 'openRooms', minutes: null });
  if (stage === 'ended') rehearsal.give(lead, { type: 'endSession' });
  return rehearsal;
}

/** The same with somebody in a standing, also in one that no command leads to: the table has to hold whatever the log says. */
function standing(stage: Stage, where: Standing, actor: Actor): Rehearsal {
  const role = participantRole(actor);
  if (actor.kind === 'hub' || !role) throw new Error('They take no part in a session.');
  const rehearsal = at(stage, actor);
  if (where === 'outside') return rehearsal;
  const participantId = actor.id;
  rehearsal.happen({
    type: 'participantArrived',
    participantId,
    name: actor.name,
    role,
    seat: 9,
    roomId: MAIN_ROOM_ID,
    isMicOn: true,
    isCameraOn: true,
    door: actor.kind === 'member' ? (ARRIVE.door ?? null) : null,
  });
  if (stage === 'breakout') rehearsal.happen({ type: 'participantMoved', participantId, roomId: 'id1' });
  if (where === 'waiting') rehearsal.happen({ type: 'participantSentToWaiting', participantId });
  if (where === 'left') rehearsal.happen({ type: 'participantLeft', participantId });
  if (where === 'removed') rehearsal.happen({ type: 'participantRemoved', participantId });
  const presence = rehearsal.state.participants[participantId]?.presence;
  expect(presence).toMatchObject({
    stage: where,
    ...(where === 'present' && { roomId: stage === 'breakout' ? 'id1' : MAIN_ROOM_ID }),
  });
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
const expectedOfAll = (outcomeOf: (type: CommandType) => Outcome) =>
  Object.fromEntries(ALL.map(({ type }) => [type, outcomeOf(type)]));

describe('every command in every hand', () => {
  it('meets every command there is', () => {
    expect(Object.keys(ONE_OF_EACH).sort()).toEqual(
      commandSchema.options.map((option) => option.shape.type.value).sort(),
    );
  });

  describe.each(STAGES)('%s', (stage) => {
    describe.each(ROLES)('$role', ({ letter, actor }) => {
      it.each(STANDINGS)('SE1 SE2 SE3 SE7 SE11 %s: gets what the table says', (where) => {
        expect(outcomes(ALL, actor, () => standing(stage, where, actor))).toEqual(
          expectedOfAll((type) => expected(letter, stage, where, type)),
        );
      });
    });

    it('SE1 SE7 an administrator gets nothing, and the hub nothing that is a person’s', () => {
      const nothing = expectedOfAll(() => 'session.notYours');
      expect(outcomes(ALL, ADMINISTRATOR, () => at(stage))).toEqual(nothing);
      expect(outcomes(ALL, HUB, () => at(stage))).toEqual(nothing);
    });

    it('SE112 the hub’s commands are taken from the hub alone', () => {
      const hubCommands = Object.values(HUB_COMMANDS);
      const all = (outcome: Outcome) =>
        Object.fromEntries(hubCommands.map((command) => [command.type, outcome]));
      for (const { actor } of ROLES)
        for (const where of STANDINGS)
          expect(outcomes(hubCommands, actor, () => standing(stage, where, actor))).toEqual(
            all('session.notYours'),
          );
      expect(outcomes(hubCommands, ADMINISTRATOR, () => at(stage))).toEqual(all('session.notYours'));
      expect(outcomes(hubCommands, HUB, () => at(stage))).toEqual(all('ok'));
    });
  });

  it('SE1 who may not is told so before anything is looked up', () => {
    const nobody = { participantId: 'nobody' };
    for (const command of [
      { type: 'remove', ...nobody },
      { type: 'moveToRoom', ...nobody, roomId: 'nowhere' },
      { type: 'showSlide', deckId: 'none', index: 0 },
    ] as const)
      expect(standing('circle', 'present', member('ana')).ruleFor(member('ana'), command)).toBe(
        'session.notYours',
      );
  });
});
