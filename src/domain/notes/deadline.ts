import type { NoteSettings } from '../../protocol/notes/noteSettings.ts';
import { addDays, dayAt, formatDay, instantAt } from '../time/zonedTime.ts';

const HOUR_MS = 3_600_000;
/** domain.md 2.4: yellow at 24 hours remaining. */
const SOON_MS = 24 * HOUR_MS;
const FRIDAY = 5;

/**
 * When a note is due: the first instant at which it is late (NO54). Business days are the practice's, counted after the
 * day of the service.
 * @param serviceEndedAt the end of the session, in milliseconds since the epoch
 */
export function dueAt(
  serviceEndedAt: number,
  timeZone: string,
  { dueBusinessDays, holidays }: Pick<NoteSettings, 'dueBusinessDays' | 'holidays'>,
): number {
  const closed = new Set(holidays);
  let day = dayAt(serviceEndedAt, timeZone);
  for (let left = dueBusinessDays; left > 0;) {
    day = addDays(day, 1);
    if (day.weekday <= FRIDAY && !closed.has(formatDay(day))) left--;
  }
  return instantAt(addDays(day, 1), '00:00', timeZone);
}

/** How a note that is not signed yet stands to its deadline. */
export function urgencyOf(due: number, now: number): 'inTime' | 'soon' | 'late' {
  if (now >= due) return 'late';
  return due - now <= SOON_MS ? 'soon' : 'inTime';
}
