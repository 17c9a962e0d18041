import type { I18n } from '@lingui/core';
import { answersOf } from '../../../../src/domain/session/ratings.ts';
import type { OwnRatings, RatingForm, RatingKind } from '../../../../src/protocol/session/ratings.ts';

const ANSWERS: Readonly<Record<RatingKind, string>> = {
  mood: /*i18n*/ 'mood {value}',
  craving: /*i18n*/ 'craving {value}',
  anxiety: /*i18n*/ 'anxiety {value}',
  sleepHours: /*i18n*/ 'slept {value} h',
};

/** What was answered, in a line: "mood 4 · craving 7 · slept 5.5 h". */
export function formWords(i18n: I18n, form: RatingForm): string {
  return answersOf(form)
    .filter(({ value }) => value !== null)
    .map(({ kind, value }) => i18n._(ANSWERS[kind], { value: i18n.number(value ?? 0) }))
    .join(' · ');
}

/** All that somebody gave, in a line; what they have not given is said as such. */
export function givenWords(i18n: I18n, { checkIn, checkOut }: OwnRatings): string {
  const parts = [
    checkIn && i18n._('Check-in: {words}', { words: formWords(i18n, checkIn) }),
    checkOut && i18n._('Check-out: {words}', { words: formWords(i18n, checkOut) }),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? i18n._('Nothing yet') : parts.join('; ');
}
