import { describe, expect, it } from 'vitest';
import type { Command } from '../../protocol/session/commands.ts';
import { ratingFormSchema, type RatingForm } from '../../protocol/session/ratings.ts';
import { ratingsOf } from '../notes/ratings.ts';
import { ARRIVE, CO, LEAD, Rehearsal, STEP_IN, member } from './testKit.ts';
import { projectState, viewEvent } from './view.ts';

const ANA = member('ana');
const rate = (form: RatingForm): Command => ({ type: 'rate', form });
const CHECK_IN = { moment: 'checkIn', mood: 4, craving: 7, anxiety: null, sleepHours: 5.5 } as const;
const CHECK_OUT = { moment: 'checkOut', mood: 6, craving: 3 } as const;
const waiting = () => {
  const rehearsal = new Rehearsal();
  rehearsal.give(LEAD, { type: 'openWaitingRoom' });
  rehearsal.give(LEAD, STEP_IN);
  rehearsal.give(ANA, ARRIVE);
  return rehearsal;
};

describe('what members rate themselves', () => {
  it('SE105 is given at check-in from the waiting room on, and at check-out once the group has started', () => {
    const rehearsal = waiting();
    expect(rehearsal.ruleFor(ANA, rate(CHECK_IN))).toBeNull();
    expect(rehearsal.ruleFor(ANA, rate(CHECK_OUT))).toBe('session.notInRoom');
    rehearsal.give(LEAD, { type: 'admitAll' });
    expect(rehearsal.ruleFor(ANA, rate(CHECK_OUT))).toBe('session.notStarted');
    rehearsal.give(LEAD, { type: 'startSession' });
    expect(rehearsal.ruleFor(ANA, rate(CHECK_OUT))).toBeNull();
    expect(rehearsal.state.ratings).toEqual({ ana: { checkIn: CHECK_IN, checkOut: CHECK_OUT } });
  });

  it('SE105 is nobody’s to give but the member’s, not from outside and not after the end', () => {
    const rehearsal = new Rehearsal().start('ana');
    for (const actor of [LEAD, CO]) expect(rehearsal.ruleFor(actor, rate(CHECK_IN))).toBe('session.notYours');
    expect(rehearsal.ruleFor(member('ben'), rate(CHECK_IN))).toBe('session.notInRoom');
    rehearsal.give(ANA, { type: 'leave' });
    expect(rehearsal.ruleFor(ANA, rate(CHECK_IN))).toBe('session.notInRoom');
    rehearsal.give(LEAD, { type: 'endSession' });
    expect(rehearsal.ruleFor(ANA, rate(CHECK_IN))).toBe('session.ended');
  });

  it('SE106 is changed as often as they like; the same again makes no event, and all left out takes it back', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.give(ANA, rate(CHECK_IN));
    const length = rehearsal.log.length;
    expect(rehearsal.give(ANA, rate({ ...CHECK_IN }))).toEqual({ isAccepted: true, events: [] });
    rehearsal.give(ANA, rate({ ...CHECK_IN, craving: null }));
    expect(rehearsal.state.ratings['ana']?.checkIn).toEqual({ ...CHECK_IN, craving: null });
    rehearsal.give(ANA, rate(CHECK_OUT));
    rehearsal.give(ANA, rate({ moment: 'checkOut', mood: null, craving: null }));
    expect(rehearsal.state.ratings['ana']).toEqual({ checkIn: { ...CHECK_IN, craving: null } });
    expect(rehearsal.log).toHaveLength(length + 3);
    expect(rehearsal.give(ANA, rate({ moment: 'checkOut', mood: null, craving: null }))).toEqual({
      isAccepted: true,
      events: [],
    });
  });

  it('SE106 outlives leaving, being sent out and coming back', () => {
    const rehearsal = new Rehearsal().start('ana');
    rehearsal.give(ANA, rate(CHECK_IN));
    rehearsal.give(ANA, { type: 'leave' });
    rehearsal.give(ANA, ARRIVE);
    rehearsal.give(LEAD, { type: 'remove', participantId: 'ana' });
    rehearsal.give(LEAD, { type: 'endSession' });
    expect(rehearsal.state.ratings).toEqual({ ana: { checkIn: CHECK_IN } });
  });

  it('SE106 keeps to the scales', () => {
    const isTaken = (form: object) => ratingFormSchema.safeParse(form).success;
    expect(isTaken({ ...CHECK_IN, mood: 0, craving: 10, sleepHours: 14 })).toBe(true);
    for (const change of [
      { mood: 11 },
      { mood: -1 },
      { mood: 4.5 },
      { sleepHours: 14.5 },
      { sleepHours: 7.25 },
    ])
      expect([change, isTaken({ ...CHECK_IN, ...change })]).toEqual([change, false]);
    expect(isTaken({ ...CHECK_OUT, anxiety: 3 })).toBe(false);
  });

  it('SE107 is seen by staff and by the one who gave it, and by no other member', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    const before = rehearsal.state;
    rehearsal.give(ANA, rate(CHECK_IN));
    const logged = rehearsal.log.at(-1);
    if (!logged) throw new Error('nothing was logged');
    const seenBy = (participantId: string, isStaff: boolean) => {
      const viewer = { participantId, isStaff };
      const sent = viewEvent(logged, before, rehearsal.state, viewer).kind;
      return [sent, projectState(rehearsal.state, viewer).ratings];
    };
    expect(seenBy('lead', true)).toEqual(['event', { ana: { checkIn: CHECK_IN } }]);
    expect(seenBy('ana', false)).toEqual(['event', { ana: { checkIn: CHECK_IN } }]);
    expect(seenBy('ben', false)).toEqual(['nothing', {}]);
  });

  it('SG22 come out of the log for the notes: what was given last, without what was left out', () => {
    const rehearsal = new Rehearsal().start('ana', 'ben');
    rehearsal.give(ANA, rate({ ...CHECK_IN, mood: 2 }));
    rehearsal.give(ANA, rate(CHECK_IN));
    rehearsal.give(member('ben'), rate(CHECK_OUT));
    rehearsal.give(member('ben'), rate({ moment: 'checkOut', mood: null, craving: null }));
    expect(ratingsOf(rehearsal.log)).toEqual([
      { memberId: 'ana', moment: 'checkIn', kind: 'mood', value: 4 },
      { memberId: 'ana', moment: 'checkIn', kind: 'craving', value: 7 },
      { memberId: 'ana', moment: 'checkIn', kind: 'sleepHours', value: 5.5 },
    ]);
    expect(ratingsOf(new Rehearsal().log)).toEqual([]);
  });
});
