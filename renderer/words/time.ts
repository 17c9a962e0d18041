import type { I18n } from '@lingui/core';

/** A clock time as people of the language write it: "6:00 PM", "6:00 p. m.". */
export function clockTime(i18n: I18n, at: number): string {
  return i18n.date(new Date(at), { hour: 'numeric', minute: '2-digit' });
}

/** A day and a clock time: "Tuesday, November 3, 6:00 PM". */
export function dayAndTime(i18n: I18n, at: number): string {
  return i18n.date(new Date(at), {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** A day: "Tuesday, November 3". */
export function dayName(i18n: I18n, at: number): string {
  return i18n.date(new Date(at), { weekday: 'long', month: 'long', day: 'numeric' });
}

/** Whether two instants fall on the same day where this machine stands. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** A running clock from milliseconds: "0:40", "17:40", "1:04:00". Never negative. */
export function countdown(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** The size of a file: "12.4 MB". */
export function fileSize(i18n: I18n, bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return i18n.number(value, { style: 'unit', unit, maximumFractionDigits: value < 100 ? 1 : 0 });
}

/** A length of time in words, rounded to what matters: "40 seconds", "6 minutes", "1 hour 4 minutes". */
export function duration(i18n: I18n, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return i18n._('{seconds, plural, one {# second} other {# seconds}}', { seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return i18n._('{minutes, plural, one {# minute} other {# minutes}}', { minutes });
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (rest === 0) return i18n._('{hours, plural, one {# hour} other {# hours}}', { hours });
  return i18n._(
    '{hours, plural, one {# hour} other {# hours}} {minutes, plural, one {# minute} other {# minutes}}',
    {
      hours,
      minutes: rest,
    },
  );
}

/** A length in whole minutes, short: "50 min", "1 h", "3 h 15 min". */
export function clockLength(i18n: I18n, total: number): string {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  if (hours === 0) return i18n._('{minutes} min', { minutes });
  if (minutes === 0) return i18n._('{hours} h', { hours });
  return i18n._('{hours} h {minutes} min', { hours, minutes });
}
