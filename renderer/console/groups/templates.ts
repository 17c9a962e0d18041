import type { I18n } from '@lingui/core';
import { countableMinutesOf, minutesOf } from '../../../src/domain/groups/agendaTemplates.ts';
import type { AgendaTemplate, MeetingTime } from '../../../src/protocol/api/groups.ts';
import { agendaTemplateSchema } from '../../../src/protocol/api/groups.ts';
import { clockLength } from '../../words/time.ts';

/** The templates' names in words: what they are, how long by the clock, and, where there are breaks, how much of it counts. */
export function templateOptions(
  i18n: I18n,
): readonly { readonly id: AgendaTemplate; readonly label: string }[] {
  const names: Readonly<Record<AgendaTemplate, string>> = {
    'IOP-180': i18n._('Intensive outpatient'),
    'IOP-165': i18n._('Intensive outpatient'),
    'IOP-210': i18n._('Intensive outpatient'),
    'MATRIX-RP-90': i18n._('Relapse prevention (Matrix)'),
    'MATRIX-ERS-50': i18n._('Early recovery skills (Matrix)'),
    'GROUP-60': i18n._('Group'),
  };
  return agendaTemplateSchema.options.map((id) => {
    const [clock, counted] = [minutesOf(id), countableMinutesOf(id)];
    const words = { name: names[id], clock: clockLength(i18n, clock), minutes: counted };
    const label =
      counted === clock
        ? i18n._('{name}, {clock}', words)
        : i18n._('{name}, {clock}, {minutes} minutes count', words);
    return { id, label };
  });
}

/** A Monday in no daylight-saving change, to name weekdays and clock times by. */
const A_MONDAY = new Date(2026, 0, 5);

/** A weekday's name; 1 is Monday. */
export function weekdayName(i18n: I18n, weekday: number): string {
  return i18n.date(new Date(A_MONDAY.getFullYear(), A_MONDAY.getMonth(), A_MONDAY.getDate() + weekday - 1), {
    weekday: 'long',
  });
}

/** "Tuesday 6:00 PM". */
export function meetingTimeWords(i18n: I18n, time: MeetingTime): string {
  const [hour = 0, minute = 0] = time.startsAt.split(':').map(Number);
  const clock = i18n.date(new Date(2026, 0, 5, hour, minute), { hour: 'numeric', minute: '2-digit' });
  return `${weekdayName(i18n, time.weekday)} ${clock}`;
}

/** Meeting times in the order of the week. */
export function inWeekOrder(times: readonly MeetingTime[]): readonly MeetingTime[] {
  return times.toSorted((a, b) => a.weekday - b.weekday || a.startsAt.localeCompare(b.startsAt));
}
