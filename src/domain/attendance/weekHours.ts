import type { WeekHoursStatus } from '../../protocol/api/hours.ts';
import { addDays, dayAt, instantAt } from '../time/zonedTime.ts';
import { wholeMinutes } from './wholeMinutes.ts';

/** domain.md 1.2, HR-1 and HR-3: what a week of intensive outpatient treatment asks of an adult, in minutes. */
export const WEEK_HOURS_DEFAULTS = { minimumMinutes: 540, maximumMinutes: 1140 } as const;

const MINUTE_MS = 60_000;
const START_OF_DAY = '00:00';

/** The week in which an instant falls, [from, to): Sunday to Saturday in the zone (AT20; HR-8). */
export function weekAt(instant: number, timeZone: string): { readonly from: number; readonly to: number } {
  const day = dayAt(instant, timeZone);
  const sunday = addDays(day, -(day.weekday % 7));
  return {
    from: instantAt(sunday, START_OF_DAY, timeZone),
    to: instantAt(addDays(sunday, 7), START_OF_DAY, timeZone),
  };
}

/** What one session of a week adds to it. */
export type WeekSession = {
  /** What its countable parts are planned for. */
  readonly plannedMinutes: number;
  /** How long countable parts have run so far, in milliseconds. */
  readonly ranMs: number;
  /** Whether it is on, or still to come. */
  readonly isAhead: boolean;
  /** Countable seconds so far, by member. */
  readonly countedSeconds: ReadonlyMap<string, number>;
};

/** How many countable minutes a week's sessions can still bring to whoever attends all of them (AT22). */
export function comingMinutes(sessions: readonly WeekSession[]): number {
  return sessions.reduce(
    (sum, { plannedMinutes, ranMs, isAhead }) =>
      isAhead ? sum + Math.max(0, plannedMinutes - Math.floor(ranMs / MINUTE_MS)) : sum,
    0,
  );
}

/** A member's countable minutes of the week so far (AT21). */
export function countedMinutes(sessions: readonly WeekSession[], memberId: string): number {
  return wholeMinutes(
    sessions.reduce((sum, { countedSeconds }) => sum + (countedSeconds.get(memberId) ?? 0), 0),
  );
}

/**
 * How a member's week stands (AT23; domain.md 1.2, `WeekHoursStatus`, as far as it follows from sessions alone).
 * @param counted minutes so far
 * @param coming minutes that the week can still bring
 * @param isPartial whether they came onto the roster during the week
 */
export function weekHoursStatus(counted: number, coming: number, isPartial: boolean): WeekHoursStatus {
  const { minimumMinutes, maximumMinutes } = WEEK_HOURS_DEFAULTS;
  if (counted > maximumMinutes) return 'above_maximum';
  if (counted >= minimumMinutes) return 'met';
  if (isPartial) return 'partial_week';
  return counted + coming >= minimumMinutes ? 'on_track' : 'at_risk';
}
