import { describe, expect, it } from 'vitest';
import type { Command } from '../../protocol/session/commands.ts';
import { LOST_GRACE_MS, nextDeadline } from './deadline.ts';
import { ARRIVE, CO, HUB, LEAD, NOTE_TAKER, Rehearsal, STEP_IN, member } from './testKit.ts';

const ANA = member('ana');
const stageOf = (rehearsal: Rehearsal, id: string) => rehearsal.state.participants[id]?.presence.stage;
const withDoor = (change: object): Command => {
  if (!ARRIVE.door) throw new Error('ARRIVE has a door');
  return { ...ARRIVE, door: { ...ARRIVE.door, ...change } };
};

describe('who may do what', () => {
  it('SE1 tells a member who gives a facilitator’s command only that it is not theirs', () => {
    const rehearsal = new Rehearsal().start('ana');
    expect(rehearsal.ruleFor(ANA, { type: 'remove', participantId: 'nobody' })).toBe('session.notYours');
    expect(rehearsal.ruleFor(ANA, { type: 'endSession' })).toBe('session.notYours');
    expect(rehearsal.ruleFor(NOTE_TAKER, { type: 'openRooms', minutes: null })).toBe('session.notYours');
  });

  it('SE1 keeps an administrator out of sessions', () => {
    const admin = { kind: 'staff', id: 'admin', name: 'Lou A.', role: 'administrator' } as const;
    expect(new Rehearsal().ruleFor(admin, STEP_IN)).toBe('session.notYours');
  });

  it('SE3 lets a waiting member leave, set up and cover themselves, and nothing else', () => {
    const rehearsal = new Rehearsal();
    rehearsal.give(LEAD, { type: 'openWaitingRoom' });
    rehearsal.give(ANA, ARRIVE);
    expect(rehearsal.ruleFor(ANA, { type: 'raiseHand' })).toBe('session.notInRoom');
    expect(rehearsal.ruleFor(ANA, { type: 'sendChat', target: { to: 'staff' }, text: 'hi' })).toBe(
      'session.notInRoom',
    );
    expect(rehearsal.ruleFor(ANA, { type: 'setMic', isOn: false })).toBeNull();
    expect(rehearsal.ruleFor(ANA, { type: 'leave' })).toBeNull();
  });

  it('SE112 takes the hub’s commands from nobody else', () => {
    const rehearsal = new Rehearsal().start('ana');
    expect(rehearsal.ruleFor(LEAD, { type: 'recordTurn', participantId: 'ana', durationMs: 5 })).toBe(
      'session.notYours',
    );
    expect(rehearsal.ruleFor(LEAD, { type: 'expel', participantId: 'ana' })).toBe('session.notYours');
  });

  it('SE113 puts out who has lost the right to be here, from the room and from its door', () => {
    const session = new Rehearsal().start('ana');
    session.give(member('ben'), ARRIVE);
    for (const id of ['ana', 'ben']) session.give(HUB, { type: 'expel', participantId: id });
    expect(session.state.participants['ana']?.presence).toMatchObject({ stage: 'left', wasIn: true });
    expect(session.state.participants['ben']?.presence).toMatchObject({ stage: 'left', wasIn: false });
    const before = session.log.length;
    for (const id of ['ana', 'nobody']) session.give(HUB, { type: 'expel', participantId: id });
    expect(session.log).toHaveLength(before);
  });

  it('SE114 loses everybody who was connected when the hub was away, and nobody twice', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben', 'cai');
    rehearsal.give(member('dee'), ARRIVE);
    rehearsal.give(ANA, { type: 'leave' });
    rehearsal.give(HUB, { type: 'connectionLost', participantId: 'ben' });
    expect(rehearsal.give(HUB, { type: 'hubWasAway' })).toEqual({
      isAccepted: true,
      events: ['lead', 'cai', 'dee'].map((participantId) => ({ type: 'connectionLost', participantId })),
    });
    expect(rehearsal.give(HUB, { type: 'hubWasAway' })).toEqual({ isAccepted: true, events: [] });
  });
});

describe('admission', () => {
  it('SE11 tells a member before the waiting room opens that it is not open yet', () => {
    expect(new Rehearsal().ruleFor(ANA, ARRIVE)).toBe('session.notOpenYet');
  });

  it('SE20 has a member wait, and staff step right in', () => {
    const rehearsal = new Rehearsal();
    rehearsal.give(LEAD, { type: 'openWaitingRoom' });
    rehearsal.give(CO, STEP_IN);
    rehearsal.give(ANA, ARRIVE);
    expect([stageOf(rehearsal, 'co'), stageOf(rehearsal, 'ana')]).toEqual(['present', 'waiting']);
  });

  it('SE21 SE22 asks for the checks, the agreement, and that nobody drives', () => {
    const rehearsal = new Rehearsal();
    rehearsal.give(LEAD, { type: 'openWaitingRoom' });
    expect(rehearsal.ruleFor(ANA, STEP_IN)).toBe('admission.checksMissing');
    expect(rehearsal.ruleFor(ANA, withDoor({ hasAgreed: false }))).toBe('admission.agreementMissing');
    const driving = {
      place: 'the car',
      callbackPhone: '555 0100',
      company: 'alone',
      hasHeadphones: true,
      isDriving: true,
    };
    expect(rehearsal.ruleFor(ANA, withDoor({ privacy: driving }))).toBe('admission.driving');
    expect(rehearsal.state.participants).not.toHaveProperty('ana');
  });

  it('SE4 SE23 SE24 takes two facilitators admitting the same member, and arriving twice', () => {
    const rehearsal = new Rehearsal().start('ana');
    const length = rehearsal.log.length;
    expect(rehearsal.ruleFor(CO, STEP_IN)).toBeNull();
    expect(rehearsal.ruleFor(CO, { type: 'admit', participantId: 'ana' })).toBeNull();
    expect(rehearsal.ruleFor(ANA, ARRIVE)).toBeNull();
    expect(rehearsal.log.length).toBe(length + 1);
  });

  it('SE24 admits all who wait and are connected', () => {
    const rehearsal = new Rehearsal();
    rehearsal.give(LEAD, { type: 'openWaitingRoom' });
    rehearsal.give(LEAD, STEP_IN);
    rehearsal.give(ANA, ARRIVE);
    rehearsal.give(member('ben'), ARRIVE);
    rehearsal.give({ kind: 'hub' }, { type: 'connectionLost', participantId: 'ben' });
    rehearsal.give(LEAD, { type: 'admitAll' });
    expect([stageOf(rehearsal, 'ana'), stageOf(rehearsal, 'ben')]).toEqual(['present', 'waiting']);
  });

  it('SE25 keeps a removed member out until they are let back in, and then has them wait', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.give(LEAD, { type: 'remove', participantId: 'ana' });
    expect(rehearsal.ruleFor(ANA, ARRIVE)).toBe('admission.removed');
    rehearsal.give(LEAD, { type: 'letBackIn', participantId: 'ana' });
    expect(rehearsal.ruleFor(ANA, ARRIVE)).toBeNull();
    expect(stageOf(rehearsal, 'ana')).toBe('waiting');
  });

  it('SE26 does not remove staff', () => {
    const rehearsal = new Rehearsal().start();
    rehearsal.give(CO, STEP_IN);
    expect(rehearsal.ruleFor(LEAD, { type: 'remove', participantId: 'co' })).toBe('admission.staffStay');
  });

  it('SE27 brings who left by mistake back into their room and seat, with nobody’s leave', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    const [first = ''] = rehearsal.rooms('one');
    rehearsal.give(LEAD, { type: 'assign', participantId: 'ana', roomId: first });
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    const seat = rehearsal.state.participants['ana']?.seat;
    rehearsal.give(ANA, { type: 'leave' });
    rehearsal.give(ANA, { type: 'arrive', isMicOn: false, isCameraOn: true });
    expect(rehearsal.roomOf('ana')).toBe(first);
    expect(rehearsal.state.participants['ana']).toMatchObject({ seat, isMicOn: false });
  });

  it('SE15 locks out who is new, not who had been in', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.give(LEAD, { type: 'setLock', isLocked: true });
    rehearsal.give(ANA, { type: 'leave' });
    expect(rehearsal.ruleFor(member('ben'), ARRIVE)).toBe('admission.locked');
    expect(rehearsal.ruleFor(ANA, ARRIVE)).toBeNull();
  });

  it('SE29 takes who was let back in through a locked door, to wait; also one who never was inside', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.give(member('ben'), ARRIVE);
    rehearsal.give(LEAD, { type: 'setLock', isLocked: true });
    for (const id of ['ana', 'ben']) {
      rehearsal.give(LEAD, { type: 'remove', participantId: id });
      rehearsal.give(LEAD, { type: 'letBackIn', participantId: id });
      expect(rehearsal.ruleFor(member(id), ARRIVE)).toBeNull();
      expect(stageOf(rehearsal, id)).toBe('waiting');
      rehearsal.give(member(id), { type: 'leave' });
      expect(rehearsal.ruleFor(member(id), ARRIVE)).toBeNull();
    }
    expect(rehearsal.ruleFor(member('cora'), ARRIVE)).toBe('admission.locked');
  });

  it('SE30 undoes "send to waiting" whole: back in the room where they stood', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    const [one = '', two = ''] = rehearsal.rooms('One', 'Two');
    rehearsal.give(LEAD, { type: 'assign', participantId: 'ana', roomId: one });
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    rehearsal.give(LEAD, { type: 'moveToRoom', participantId: 'ana', roomId: two });
    for (const id of ['ana', 'ben']) {
      rehearsal.give(LEAD, { type: 'sendToWaiting', participantId: id });
      rehearsal.give(LEAD, { type: 'admit', participantId: id });
    }
    expect([rehearsal.roomOf('ana'), rehearsal.roomOf('ben')]).toEqual([two, 'main']);
  });

  it('SE116 has who stays lost leave after ten minutes, and come back by themselves to their room', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    const [one = ''] = rehearsal.rooms('One');
    rehearsal.give(LEAD, { type: 'assign', participantId: 'ana', roomId: one });
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    rehearsal.give(member('cora'), ARRIVE);
    rehearsal.now = 1_000;
    for (const id of ['ana', 'cora']) rehearsal.give(HUB, { type: 'connectionLost', participantId: id });
    expect(nextDeadline(rehearsal.state)).toBe(1_000 + LOST_GRACE_MS);
    rehearsal.now = LOST_GRACE_MS + 999;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect([stageOf(rehearsal, 'ana'), stageOf(rehearsal, 'cora')]).toEqual(['present', 'waiting']);
    rehearsal.now += 1;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(['ana', 'ben', 'cora'].map((id) => stageOf(rehearsal, id))).toEqual(['left', 'present', 'left']);
    expect(rehearsal.log.at(-1)).toMatchObject({ by: 'hub', event: { type: 'participantLeft' } });
    expect(nextDeadline(rehearsal.state)).toBeNull();

    rehearsal.give(LEAD, { type: 'setLock', isLocked: true });
    rehearsal.give(HUB, { type: 'connectionRestored', participantId: 'ana' });
    expect(rehearsal.ruleFor(ANA, STEP_IN)).toBeNull();
    expect(rehearsal.roomOf('ana')).toBe(one);
    expect(rehearsal.ruleFor(member('cora'), ARRIVE)).toBe('admission.locked');
  });

  it('SE116 lets nobody go who comes back in time', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.give(HUB, { type: 'connectionLost', participantId: 'ana' });
    rehearsal.now = LOST_GRACE_MS - 1;
    rehearsal.give(HUB, { type: 'connectionRestored', participantId: 'ana' });
    rehearsal.now = 2 * LOST_GRACE_MS;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(stageOf(rehearsal, 'ana')).toBe('present');
  });

  it('SE2 SE14 ends for everyone, and stays ended', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.rooms('one');
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    rehearsal.give(LEAD, { type: 'endSession' });
    expect(rehearsal.log.slice(-2).map(({ event }) => event.type)).toEqual(['roomsClosed', 'sessionEnded']);
    expect(stageOf(rehearsal, 'ana')).toBe('left');
    expect(rehearsal.ruleFor(ANA, ARRIVE)).toBe('session.ended');
    expect(rehearsal.ruleFor(LEAD, { type: 'endSession' })).toBeNull();
  });
});
