import { describe, expect, it } from 'vitest';
import { CO, HUB, LEAD, NOTE_TAKER, Rehearsal, STEP_IN, ARRIVE, member } from '../session/testKit.ts';
import { factsOf, notesDue } from './facts.ts';
import { minutes } from './testKit.ts';

const ZONE = 'America/Los_Angeles';
const GIVEN = { modality: null, topic: null, deliveryMode: 'telehealth_video' as const };
const NINE = Date.UTC(2026, 10, 24, 17);

/** An hour of one countable part: Ana from the beginning, Ben from 20 minutes on, Cora only waits. */
function hour(): Rehearsal {
  const rehearsal = new Rehearsal();
  // The co-facilitator looks in before the hour and goes again.
  rehearsal.now = NINE - minutes(10);
  rehearsal.give(LEAD, { type: 'openWaitingRoom' });
  rehearsal.give(CO, STEP_IN);
  rehearsal.now = NINE;
  rehearsal.give(CO, { type: 'leave' });
  rehearsal.start('ana');
  rehearsal.give(NOTE_TAKER, STEP_IN);
  rehearsal.give(LEAD, { type: 'startBlock', index: 0 });
  rehearsal.now += minutes(20) + 999;
  rehearsal.give(member('ben'), ARRIVE);
  rehearsal.give(LEAD, { type: 'admitAll' });
  rehearsal.give(LEAD, { type: 'showSlide', deckId: 'deck', index: 1 });
  rehearsal.now = NINE + minutes(40);
  rehearsal.give(member('cora'), ARRIVE);
  rehearsal.now = NINE + minutes(60);
  rehearsal.give(LEAD, { type: 'endSession' });
  return rehearsal;
}

describe('the facts of a note', () => {
  const facts = factsOf(hour().log, GIVEN, ZONE, NINE + minutes(500));

  it('NO10 come from the log: day, times, the member’s own times and minutes', () => {
    expect(facts?.session).toMatchObject({
      serviceDate: '2026-11-24',
      startedAt: NINE,
      endedAt: NINE + minutes(60),
    });
    expect(facts?.members.get('ana')).toMatchObject({
      startedAt: NINE,
      endedAt: NINE + minutes(60),
      minutes: 60,
    });
    expect(facts?.members.get('ben')).toMatchObject({
      startedAt: NINE + minutes(20) + 999,
      countableSeconds: 39 * 60 + 59,
      minutes: 39,
      location: null,
    });
    expect(facts?.members.get('cora')).toMatchObject({ startedAt: null, minutes: 0 });
  });

  it('NO10 the day is that of the practice, not of UTC', () => {
    expect(factsOf(hour().log, GIVEN, 'Pacific/Kiritimati', NINE)?.session.serviceDate).toBe('2026-11-25');
  });

  it('NO11 count who had countable time, and name nobody else', () => {
    expect(facts?.session.participantCount).toBe(2);
    expect(JSON.stringify(facts?.session)).not.toMatch(/ana|ben|cora/i);
  });

  it('NO12 name those who led in the hour, with their minutes, and nobody who was gone before it', () => {
    expect(facts?.session.facilitators).toEqual([
      { staffId: 'lead', name: 'Maria S.', role: 'lead', minutes: 60 },
    ]);
  });

  it('NO13 propose the topic from what was shown, unless one is given', () => {
    expect(facts?.session.topic).toEqual({ en: 'Deck', es: 'Tema' });
    const topic = { en: 'Sleep', es: 'Sueño' };
    expect(factsOf(hour().log, { ...GIVEN, topic }, ZONE, NINE)?.session.topic).toEqual(topic);
    expect(JSON.stringify([...(facts?.members.values() ?? [])])).not.toContain('Elm Street');
  });

  it('NO14 a note for who had time, an absence note on demand for the others', () => {
    if (!facts) throw new Error('no facts');
    expect(notesDue(facts, ['ana', 'dee'])).toEqual({
      memberNotes: ['ana', 'ben'],
      mayHaveAbsenceNote: ['cora', 'dee'],
    });
  });

  it('NO10 a session that has not started has none', () => {
    expect(factsOf(new Rehearsal().log, GIVEN, ZONE, NINE)).toBeNull();
    const open = new Rehearsal();
    open.give(HUB, { type: 'timePassed' });
    open.give(LEAD, { type: 'openWaitingRoom' });
    expect(factsOf(open.log, GIVEN, ZONE, NINE)).toBeNull();
  });
});
