/* oxlint-disable no-restricted-globals -- Date only reckons the calendar here; what time it is is handed in. */
/** A day of the calendar. `month` counts from 1; `weekday` as in ISO 8601: 1 is Monday, 7 is Sunday. */
export type CalendarDay = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
};

const DAY_MS = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is a time zone that this machine knows (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The calendar day on which an instant falls in a zone. */
export function dayAt(instant: number, timeZone: string): CalendarDay {
  return dayOf(wallClock(instant, timeZone));
}

/** The day so many days later (or earlier) in the calendar. */
export function addDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  return dayOf(Date.UTC(year, month - 1, day) + days * DAY_MS);
}

/**
 * The instant at which clocks in a zone show a time on a day. A time that a change of clocks skips is taken as much
 * later as the clocks go forward; of one that comes twice, the first is taken (RFC 5545, 3.3.5).
 * @param time `HH:MM`.
 */
export function instantAt({ year, month, day }: CalendarDay, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wall = Date.UTC(year, month - 1, day, hours, minutes);
  // The offset a day before and a day after: whatever change there is lies between.
  const before = wall - offsetAt(wall - DAY_MS, timeZone);
  const after = wall - offsetAt(wall + DAY_MS, timeZone);
  const matching = [before, after].filter((instant) => wallClock(instant, timeZone) === wall);
  return matching.length === 0 ? before : Math.min(...matching);
}

/** `YYYY-MM-DD` */
export function formatDay({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function dayOf(wall: number): CalendarDay {
  const date = new Date(wall);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
  };
}

function offsetAt(instant: number, timeZone: string): number {
  return wallClock(instant, timeZone) - instant;
}

/** What clocks in a zone show at an instant, as if it were UTC, in milliseconds. */
function wallClock(instant: number, timeZone: string): number {
  const fields: Record<string, number> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(instant)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (instant - Math.floor(instant / 1000) * 1000);
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
