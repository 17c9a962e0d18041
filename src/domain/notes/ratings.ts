import type { Rating } from '../../protocol/notes/marks.ts';
import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { OwnRatings } from '../../protocol/session/ratings.ts';
import { answersOf, withForm } from '../session/ratings.ts';

/** What members rated themselves, by a session's log: of each time what was given last, without what was left out (SG22). */
export function ratingsOf(log: readonly LoggedEvent[]): readonly Rating[] {
  const given = new Map<string, OwnRatings>();
  for (const { event } of log)
    if (event.type === 'rated')
      given.set(event.participantId, withForm(given.get(event.participantId), event.form));
  return [...given].flatMap(([memberId, { checkIn, checkOut }]) =>
    [checkIn, checkOut].flatMap((form) =>
      form === undefined
        ? []
        : answersOf(form).flatMap(({ kind, value }) =>
            value === null ? [] : [{ memberId, kind, moment: form.moment, value }],
          ),
    ),
  );
}
