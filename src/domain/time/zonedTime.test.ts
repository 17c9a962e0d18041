import { describe, expect, it } from 'vitest';
import { addDays, dayAt, formatDay, instantAt, isTimeZone } from './zonedTime.ts';

const day = (year: number, month: number, date: number) => ({ year, month, day: date, weekday: 0 });
const at = (zone: string, year: number, month: number, date: number, time: string) =>
  new Date(instantAt(day(year, month, date), time, zone)).toISOString();

describe('time in a zone', () => {
  it('SC10 finds the instant at which clocks show a time', () => {
    expect(at('America/Los_Angeles', 2026, 11, 24, '18:00')).toBe('2026-11-25T02:00:00.000Z');
    expect(at('America/Los_Angeles', 2026, 7, 1, '18:00')).toBe('2026-07-02T01:00:00.000Z');
    expect(at('Asia/Kolkata', 2026, 7, 1, '00:00')).toBe('2026-06-30T18:30:00.000Z');
    expect(at('Pacific/Kiritimati', 2026, 1, 1, '00:00')).toBe('2025-12-31T10:00:00.000Z');
    expect(at('UTC', 2026, 12, 31, '23:59')).toBe('2026-12-31T23:59:00.000Z');
  });

  it('SC11 keeps the wall clock on the days on which clocks change', () => {
    expect(at('America/New_York', 2026, 3, 8, '18:00')).toBe('2026-03-08T22:00:00.000Z');
    expect(at('America/New_York', 2026, 3, 7, '18:00')).toBe('2026-03-07T23:00:00.000Z');
    expect(at('America/New_York', 2026, 11, 1, '18:00')).toBe('2026-11-01T23:00:00.000Z');
    expect(at('Europe/Madrid', 2026, 10, 25, '00:00')).toBe('2026-10-24T22:00:00.000Z');
  });

  it('SC11 takes a skipped time as much later, and the first of one that comes twice', () => {
    expect(at('America/New_York', 2026, 3, 8, '02:30')).toBe('2026-03-08T07:30:00.000Z');
    expect(at('America/New_York', 2026, 11, 1, '01:30')).toBe('2026-11-01T05:30:00.000Z');
    expect(at('Europe/Madrid', 2026, 3, 29, '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('Australia/Lord_Howe', 2026, 10, 4, '02:15')).toBe('2026-10-03T15:45:00.000Z');
    expect(at('Africa/Cairo', 2026, 4, 24, '00:00')).toBe('2026-04-23T22:00:00.000Z');
  });

  it('SC10 finds the day of an instant, and steps through the calendar', () => {
    expect(dayAt(Date.UTC(2026, 10, 25, 2, 5), 'America/Los_Angeles')).toEqual({
      year: 2026,
      month: 11,
      day: 24,
      weekday: 2,
    });
    expect(dayAt(Date.UTC(2026, 10, 29, 12), 'UTC')).toMatchObject({ weekday: 7 });
    expect(formatDay(addDays(day(2026, 12, 31), 1))).toBe('2027-01-01');
    expect(formatDay(addDays(day(2028, 2, 28), 1))).toBe('2028-02-29');
    expect(addDays(day(2026, 3, 7), 1)).toEqual({ year: 2026, month: 3, day: 8, weekday: 7 });
  });

  it('SC12 instants all over a year go there and back', () => {
    for (const timeZone of ['America/Los_Angeles', 'Europe/Madrid', 'Australia/Lord_Howe']) {
      const clock = new Intl.DateTimeFormat('en-GB', {
        timeZone,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
      for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 645 * 60_000) {
        const back = instantAt(dayAt(instant, timeZone), clock.format(instant), timeZone);
        // Only the second showing of a repeated hour comes back as the first.
        expect([0, 3_600_000, 1_800_000]).toContain(instant - back);
      }
    }
  });

  it('knows time zones by name', () => {
    expect(['America/Los_Angeles', 'UTC', 'Nowhere/Town', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
