import type { I18n } from '@lingui/core';
import type { NoteFacts, NoteMemberFacts } from '../../../src/protocol/notes/facts.ts';
import { languageOf } from '../../words/i18n.ts';
import { duration } from '../../words/time.ts';
import { CHOICES } from './choiceWords.ts';

const MINUTE_MS = 60_000;

/** The day of the service, in words: the practice's day, whatever the clock of this machine says. */
export function serviceDay(i18n: I18n, day: string): string {
  return i18n.date(new Date(`${day}T12:00:00Z`), {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** A time of the session in the practice's zone. */
export function timeOfService(i18n: I18n, at: number, timeZone: string): string {
  return i18n.date(new Date(at), { hour: 'numeric', minute: '2-digit', timeZone });
}

/** From when to when the session went, or of a member when they were there, and how long that counted. */
export function timesOfService(i18n: I18n, { session, member }: NoteFacts): readonly string[] {
  const span = (from: number, to: number) =>
    i18n._('{from} to {to}', {
      from: timeOfService(i18n, from, session.timeZone),
      to: timeOfService(i18n, to, session.timeZone),
    });
  if (member === null) return [span(session.startedAt, session.endedAt)];
  if (member.startedAt === null || member.endedAt === null) return [i18n._('Was not there')];
  return [
    span(member.startedAt, member.endedAt),
    i18n._('{time} of treatment', { time: minutesWords(i18n, member.minutes) }),
  ];
}

/** Whole minutes in words. */
export function minutesWords(i18n: I18n, minutes: number): string {
  return duration(i18n, minutes * MINUTE_MS);
}

/** What is known of a note without anybody writing it (WR13), each thing by itself, short. */
export function factWords(i18n: I18n, facts: NoteFacts): readonly string[] {
  const { session } = facts;
  return [
    serviceDay(i18n, session.serviceDate),
    ...timesOfService(i18n, facts),
    i18n._('{count, plural, one {# participant} other {# participants}}', {
      count: session.participantCount,
    }),
    ...(session.modality === null ? [] : [i18n._(CHOICES.modality[session.modality])]),
    ...(session.topic === null ? [] : [session.topic[languageOf(i18n)]]),
    session.facilitators.map(({ name }) => name).join(', '),
    i18n._(CHOICES.delivery[session.deliveryMode]),
  ].filter((fact) => fact !== '');
}

/** Where a member was, as far as it was given (NO15). */
export function placeWords(
  i18n: I18n,
  { type, cityAndState }: NonNullable<NoteMemberFacts['location']>,
): string {
  return [type === null ? '' : i18n._(CHOICES.location[type]), cityAndState]
    .filter((part) => part !== '')
    .join(', ');
}
