import { describe, expect, it } from 'vitest';
import { meetingSlots } from '../groups/meetingSlots.ts';
import { comingMinutes, countedMinutes, weekAt, weekHoursStatus, type WeekSession } from './weekHours.ts';

const ZONE = 'America/Los_Angeles';
const HOUR_MS = 3_600_000;
const session = (given: Partial<WeekSession> = {}): WeekSession => ({
  plannedMinutes: 180,
  ranMs: 0,
  isAhead: false,
  countedSeconds: new Map(),
  ...given,
});

describe('the hours of the week', () => {
  it('AT20 goes from Sunday to Saturday in the practice’s zone', () => {
    const sunday = Date.UTC(2026, 10, 22, 8);
    const next = Date.UTC(2026, 10, 29, 8);
    for (const instant of [sunday, sunday + HOUR_MS, Date.UTC(2026, 10, 25, 2), next - 1])
      expect(weekAt(instant, ZONE)).toEqual({ from: sunday, to: next });
    expect(weekAt(sunday - 1, ZONE).to).toBe(sunday);
    expect(weekAt(next, ZONE).from).toBe(next);
  });

  it('AT20 has an hour more where clocks go back', () => {
    const { from, to } = weekAt(Date.UTC(2026, 10, 3, 12), ZONE);
    expect((to - from) / HOUR_MS).toBe(7 * 24 + 1);
  });

  it('AT21 adds seconds up before it rounds', () => {
    const two = [
      session({ countedSeconds: new Map([['ana', 3_599]]) }),
      session({ countedSeconds: new Map([['ana', 61]]) }),
    ];
    expect(countedMinutes(two, 'ana')).toBe(61);
    expect(countedMinutes(two, 'ben')).toBe(0);
  });

  it('AT22 counts as to come what is planned and not over, beyond what has run', () => {
    const over = session({ ranMs: 20 * 60_000 });
    const on = session({ isAhead: true, ranMs: 50.5 * 60_000 });
    const longer = session({ isAhead: true, ranMs: 200 * 60_000 });
    expect(comingMinutes([over])).toBe(0);
    expect(comingMinutes([over, on, longer, session({ isAhead: true })])).toBe(130 + 180);
  });

  it('AT22 finds the meeting times of a week, in their order', () => {
    const week = weekAt(Date.UTC(2026, 10, 25), ZONE);
    const slots = meetingSlots(
      [
        { weekday: 7, startsAt: '00:00' },
        { weekday: 6, startsAt: '18:00' },
        { weekday: 2, startsAt: '18:00' },
      ],
      week,
      ZONE,
    );
    expect(slots).toEqual([week.from, Date.UTC(2026, 10, 25, 2), Date.UTC(2026, 10, 29, 2)]);
  });

  it('AT23 tells what can still be reached from what cannot', () => {
    expect(weekHoursStatus(540, 0, false)).toBe('met');
    expect(weekHoursStatus(1140, 0, false)).toBe('met');
    expect(weekHoursStatus(1141, 0, false)).toBe('above_maximum');
    expect(weekHoursStatus(180, 360, false)).toBe('on_track');
    expect(weekHoursStatus(179, 360, false)).toBe('at_risk');
    expect(weekHoursStatus(179, 360, true)).toBe('partial_week');
    expect(weekHoursStatus(540, 0, true)).toBe('met');
  });
});
