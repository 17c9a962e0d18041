import { describe, expect, it } from 'vitest';
import { audienceOf } from './audience.ts';
import { CO, HUB, LEAD, NOTE_TAKER, Rehearsal, STEP_IN, member } from './testKit.ts';

const ANA = member('ana');
const BEN = member('ben');
const person = (rehearsal: Rehearsal, id: string) => rehearsal.state.participants[id];

describe('floor', () => {
  it('SE60 lets facilitators mute and stop a camera, and only ask for the microphone', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    rehearsal.give(LEAD, { type: 'mute', participantId: 'ana' });
    rehearsal.give(LEAD, { type: 'stopCamera', participantId: 'ana' });
    expect(person(rehearsal, 'ana')).toMatchObject({ isMicOn: false, isCameraOn: false });
    rehearsal.give(LEAD, { type: 'askToUnmute', participantId: 'ana' });
    expect(rehearsal.log.at(-1)?.event.type).toBe('unmuteAsked');
    expect(person(rehearsal, 'ana')?.isMicOn).toBe(false);
    expect(rehearsal.ruleFor(ANA, { type: 'mute', participantId: 'ben' })).toBe('session.notYours');
  });

  it('SE61 mutes all members in the facilitator’s room, and no staff', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    rehearsal.give(CO, STEP_IN);
    const [one = ''] = rehearsal.rooms('One');
    rehearsal.give(LEAD, { type: 'assign', participantId: 'ben', roomId: one });
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    rehearsal.give(LEAD, { type: 'muteAll' });
    expect(['ana', 'ben', 'co'].map((id) => person(rehearsal, id)?.isMicOn)).toEqual([false, true, true]);
  });

  it('SE63 holds one share a room; members by leave only; staff take over', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    expect(rehearsal.ruleFor(ANA, { type: 'startShare', hasSound: false })).toBe('floor.membersMayNotShare');
    rehearsal.give(LEAD, { type: 'setMembersMayShare', isAllowed: true });
    rehearsal.give(ANA, { type: 'startShare', hasSound: true });
    expect(rehearsal.ruleFor(BEN, { type: 'startShare', hasSound: false })).toBe('floor.someoneIsSharing');
    rehearsal.give(LEAD, { type: 'startShare', hasSound: false });
    expect([person(rehearsal, 'ana')?.share, person(rehearsal, 'lead')?.share]).toEqual([
      null,
      { hasSound: false },
    ]);
  });

  it('SE64 ends a share on a move and on a lost connection', () => {
    const rehearsal = new Rehearsal().start('ana');
    const [one = ''] = rehearsal.rooms('One');
    rehearsal.give(LEAD, { type: 'startShare', hasSound: false });
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    rehearsal.give(LEAD, { type: 'visitRoom', roomId: one });
    expect(person(rehearsal, 'lead')?.share).toBeNull();
    rehearsal.give(LEAD, { type: 'startShare', hasSound: false });
    rehearsal.give(HUB, { type: 'connectionLost', participantId: 'lead' });
    expect(person(rehearsal, 'lead')?.share).toBeNull();
  });

  it('SE65 SE66 SE122 covers who raised the shield, both ways, until they switch on again', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    rehearsal.give(ANA, { type: 'raiseShield' });
    const shielded = audienceOf(rehearsal.state);
    expect([shielded.hears('ben', 'ana', 'mic'), shielded.hears('ana', 'ben', 'mic')]).toEqual([
      false,
      false,
    ]);
    expect(rehearsal.ruleFor(ANA, { type: 'setMic', isOn: true })).toBe('floor.shielded');
    rehearsal.give(ANA, { type: 'lowerShield' });
    expect(person(rehearsal, 'ana')).toMatchObject({ isMicOn: false, isCameraOn: false });
    expect(audienceOf(rehearsal.state).hears('ana', 'ben', 'mic')).toBe(true);
  });

  it('SE67 lowers one’s own hand, and for staff anybody’s', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    rehearsal.give(ANA, { type: 'raiseHand' });
    expect(rehearsal.ruleFor(BEN, { type: 'lowerHand', participantId: 'ana' })).toBe('session.notYours');
    expect(rehearsal.ruleFor(LEAD, { type: 'lowerHand', participantId: 'ana' })).toBeNull();
    expect(person(rehearsal, 'ana')?.handRaisedAt).toBeNull();
  });

  it('SE111 adds up turns', () => {
    const rehearsal = new Rehearsal().start('ana');
    for (const durationMs of [1500, 2500])
      rehearsal.give(HUB, { type: 'recordTurn', participantId: 'ana', durationMs });
    expect(rehearsal.state.speaking['ana']?.totalMs).toBe(4000);
  });
});

describe('course and slides', () => {
  it('SE12 SE13 begins the run sheet with the start', () => {
    const rehearsal = new Rehearsal();
    rehearsal.give(LEAD, { type: 'openWaitingRoom' });
    rehearsal.give(LEAD, STEP_IN);
    expect(rehearsal.ruleFor(LEAD, { type: 'startBlock', index: 1 })).toBe('session.notStarted');
    rehearsal.give(LEAD, { type: 'startSession' });
    expect(rehearsal.state.agenda.current?.index).toBe(0);
    expect(rehearsal.ruleFor(LEAD, { type: 'startBlock', index: 9 })).toBe('agenda.unknownBlock');
    rehearsal.give(LEAD, { type: 'startBlock', index: 2 });
    expect(rehearsal.state.agenda.current?.index).toBe(2);
  });

  it('SE80 SE81 shows a slide’s text, and refuses one there is not', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.give(LEAD, { type: 'showSlide', deckId: 'deck', index: 1 });
    expect(rehearsal.state.slide).toMatchObject({ index: 1, text: { en: { title: 'Slide 1' } } });
    expect(rehearsal.ruleFor(LEAD, { type: 'showSlide', deckId: 'deck', index: 7 })).toBe(
      'slides.unknownSlide',
    );
    expect(rehearsal.ruleFor(LEAD, { type: 'showSlide', deckId: 'no', index: 0 })).toBe('slides.unknownDeck');
  });
});

describe('chat and help', () => {
  it('SE90 SE91 SE92 lets members write to staff, and to the room as the policy says', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    expect(rehearsal.ruleFor(ANA, { type: 'sendChat', target: { to: 'room' }, text: 'x' })).toBe(
      'chat.staffOnly',
    );
    expect(rehearsal.ruleFor(ANA, { type: 'sendChat', target: { to: 'staff' }, text: 'x' })).toBeNull();
    expect(
      rehearsal.ruleFor(ANA, { type: 'sendChat', target: { to: 'person', participantId: 'ben' }, text: 'x' }),
    ).toBe('chat.staffOnly');
    rehearsal.give(LEAD, { type: 'setChatPolicy', policy: 'everyone' });
    expect(rehearsal.ruleFor(ANA, { type: 'sendChat', target: { to: 'room' }, text: 'x' })).toBeNull();
    rehearsal.give(LEAD, { type: 'setChatPolicy', policy: 'off' });
    expect(rehearsal.ruleFor(LEAD, { type: 'sendChat', target: { to: 'room' }, text: 'x' })).toBe('chat.off');
    expect(rehearsal.ruleFor(ANA, { type: 'sendChat', target: { to: 'staff' }, text: 'x' })).toBeNull();
  });

  it('SE93 SE94 carries the staff line through walls, and a room’s talk not out of it', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    rehearsal.give(CO, STEP_IN);
    const [one = ''] = rehearsal.rooms('One');
    rehearsal.give(LEAD, { type: 'assign', participantId: 'ana', roomId: one });
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    rehearsal.give(CO, { type: 'visitRoom', roomId: one });
    rehearsal.give(CO, { type: 'sendChat', target: { to: 'staff' }, text: 'all well here' });
    expect(rehearsal.state.chat.at(-1)?.audience.sort()).toEqual(['co', 'lead']);
    rehearsal.give(CO, { type: 'sendChat', target: { to: 'room' }, text: 'two minutes' });
    expect(rehearsal.state.chat.at(-1)?.audience.sort()).toEqual(['ana', 'co']);
  });

  it('SE100 SE101 SE102 has help asked, taken once, and ended', () => {
    const rehearsal = new Rehearsal().start('ana');
    for (const staff of [CO, NOTE_TAKER]) rehearsal.give(staff, STEP_IN);
    expect(rehearsal.ruleFor(CO, { type: 'takeHelp', participantId: 'ana' })).toBe('help.noneAsked');
    rehearsal.give(ANA, { type: 'askForHelp', level: 'question' });
    rehearsal.give(ANA, { type: 'askForHelp', level: 'now' });
    expect(rehearsal.ruleFor(CO, { type: 'takeHelp', participantId: 'ana' })).toBeNull();
    expect(rehearsal.ruleFor(NOTE_TAKER, { type: 'takeHelp', participantId: 'ana' })).toBe(
      'help.alreadyTaken',
    );
    expect(person(rehearsal, 'ana')?.help).toMatchObject({ level: 'now', takenBy: 'co' });
    rehearsal.give(ANA, { type: 'endHelp' });
    expect(person(rehearsal, 'ana')?.help).toBeNull();
  });

  it('SE103 has a call taken over from whoever has left or lost the connection', () => {
    const rehearsal = new Rehearsal().start('ana');
    for (const staff of [CO, NOTE_TAKER]) rehearsal.give(staff, STEP_IN);
    const take = { type: 'takeHelp', participantId: 'ana' } as const;
    rehearsal.give(ANA, { type: 'askForHelp', level: 'question' });
    rehearsal.give(CO, take);
    rehearsal.give(HUB, { type: 'connectionLost', participantId: 'co' });
    expect(rehearsal.ruleFor(NOTE_TAKER, take)).toBeNull();
    rehearsal.give(HUB, { type: 'connectionRestored', participantId: 'co' });
    expect(rehearsal.ruleFor(CO, take)).toBe('help.alreadyTaken');
    rehearsal.give(NOTE_TAKER, { type: 'leave' });
    expect(rehearsal.ruleFor(CO, take)).toBeNull();
    expect(person(rehearsal, 'ana')?.help?.takenBy).toBe('co');
  });

  it('SE104 opens a taken question again when it becomes "someone now", and not the other way', () => {
    const rehearsal = new Rehearsal().start('ana');
    const take = { type: 'takeHelp', participantId: 'ana' } as const;
    rehearsal.give(ANA, { type: 'askForHelp', level: 'question' });
    rehearsal.give(LEAD, take);
    rehearsal.give(ANA, { type: 'askForHelp', level: 'now' });
    expect(person(rehearsal, 'ana')?.help).toMatchObject({ level: 'now', takenBy: null });
    rehearsal.give(LEAD, take);
    rehearsal.give(ANA, { type: 'askForHelp', level: 'question' });
    expect(person(rehearsal, 'ana')?.help).toMatchObject({ level: 'question', takenBy: 'lead' });
  });
});
