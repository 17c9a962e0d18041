import type { RatingForm, RatingMoment } from '../../../src/protocol/session/ratings.ts';

/** What is on the form, whichever time it is about; null where it is left out. */
export type RatingDraft = {
  readonly mood: number | null;
  readonly craving: number | null;
  readonly anxiety: number | null;
  readonly sleepHours: number | null;
};

const EMPTY: RatingDraft = { mood: null, craving: null, anxiety: null, sleepHours: null };

/** The draft that a form begins with: what was given last. */
export function draftOf(given: RatingForm | undefined): RatingDraft {
  if (given === undefined) return EMPTY;
  const { moment: _moment, ...answers } = given;
  return { ...EMPTY, ...answers };
}

/** What is sent for it. */
export function formOf(
  moment: RatingMoment,
  { mood, craving, anxiety, sleepHours }: RatingDraft,
): RatingForm {
  return moment === 'checkIn' ? { moment, mood, craving, anxiety, sleepHours } : { moment, mood, craving };
}

/** What takes back what was given. */
export const nothing = (moment: RatingMoment): RatingForm => formOf(moment, EMPTY);
