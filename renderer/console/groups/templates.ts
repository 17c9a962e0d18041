import type { I18n } from '@lingui/core';
import type { AgendaTemplate, MeetingTime } from '../../../src/protocol/api/groups.ts';
import { agendaTemplateSchema } from '../../../src/protocol/api/groups.ts';

/** The templates' names in words: what they are and how long. */
export function templateOptions(
  i18n: I18n,
): readonly { readonly id: AgendaTemplate; readonly label: string }[] {
  const labels: Readonly<Record<AgendaTemplate, string>> = {
    'IOP-180': i18n._('Intensive outpatient, 3 hours'),
    'IOP-165': i18n._('Intensive outpatient, 2 hours 45 minutes'),
    'IOP-210': i18n._('Intensive outpatient, 3 hours 30 minutes'),
    'MATRIX-RP-90': i18n._('Relapse prevention (Matrix), 90 minutes'),
    'MATRIX-ERS-50': i18n._('Early recovery skills (Matrix), 50 minutes'),
    'GROUP-60': i18n._('Group, 60 minutes'),
  };
  return agendaTemplateSchema.options.map((id) => ({ id, label: labels[id] }));
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
