import type { MeetingTime } from '../../protocol/api/groups.ts';
import { addDays, dayAt, instantAt } from '../time/zonedTime.ts';

/** When weekly meeting times fall in [from, to), as instants in their order. `from` is the beginning of a day in the zone. */
export function meetingSlots(
  meetingTimes: readonly MeetingTime[],
  { from, to }: { readonly from: number; readonly to: number },
  timeZone: string,
): readonly number[] {
  const slots: number[] = [];
  for (let day = dayAt(from, timeZone); instantAt(day, '00:00', timeZone) < to; day = addDays(day, 1)) {
    for (const { weekday, startsAt } of meetingTimes)
      if (weekday === day.weekday) slots.push(instantAt(day, startsAt, timeZone));
  }
  return slots.toSorted((one, other) => one - other);
}
