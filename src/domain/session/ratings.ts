import type { OwnRatings, RatingForm, RatingKind } from '../../protocol/session/ratings.ts';

/** Each scale of a form in its order, with what was answered; null where it was left out. */
export function answersOf(
  form: RatingForm,
): readonly { readonly kind: RatingKind; readonly value: number | null }[] {
  const common = [
    { kind: 'mood', value: form.mood },
    { kind: 'craving', value: form.craving },
  ] as const;
  if (form.moment === 'checkOut') return common;
  return [
    ...common,
    { kind: 'anxiety', value: form.anxiety },
    { kind: 'sleepHours', value: form.sleepHours },
  ];
}

/** Whether a form has an answer at all; one without takes back what was given before (SE106). */
export function hasAnswer(form: RatingForm): boolean {
  return answersOf(form).some(({ value }) => value !== null);
}

/** Whether two forms say the same. None is the same as one without an answer. */
export function isSameForm(a: RatingForm | undefined, b: RatingForm): boolean {
  if (a === undefined) return !hasAnswer(b);
  const [left, right] = [a, b].map(answersOf);
  return JSON.stringify(left) === JSON.stringify(right);
}

/** What a member has given, with a form put in the place of the one before for its time. */
export function withForm(before: OwnRatings | undefined, form: RatingForm): OwnRatings {
  const { [form.moment]: _replaced, ...others } = before ?? {};
  return hasAnswer(form) ? { ...others, [form.moment]: form } : others;
}
