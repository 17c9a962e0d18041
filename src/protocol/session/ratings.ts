import { z } from 'zod';

/** The two times in a session at which a member rates themselves (domain.md 3.4, `CheckIn`, `CheckOut`). */
export const ratingMomentSchema = z.enum(['checkIn', 'checkOut']);
export type RatingMoment = z.infer<typeof ratingMomentSchema>;

/** What a member rates, and on what scale: 0 to 10, but for hours of sleep, 0 to 14 by halves (domain.md 3.4). */
export const ratingKindSchema = z.enum(['mood', 'craving', 'anxiety', 'sleepHours']);
export type RatingKind = z.infer<typeof ratingKindSchema>;

export const MAX_SCALE = 10;
export const MAX_SLEEP_HOURS = 14;
/** From here on a craving at check-out is told to the lead before the session is closed (domain.md 5.9). */
export const HIGH_CRAVING = 8;

/** One answer on a scale; null where it was left out. */
const outOfTenSchema = z.number().int().min(0).max(MAX_SCALE).nullable();

/** What a member gives at one of the two times, whole: each form takes the place of the one before. */
export const ratingFormSchema = z.discriminatedUnion('moment', [
  z.strictObject({
    moment: z.literal('checkIn'),
    mood: outOfTenSchema,
    craving: outOfTenSchema,
    anxiety: outOfTenSchema,
    sleepHours: z.number().multipleOf(0.5).min(0).max(MAX_SLEEP_HOURS).nullable(),
  }),
  z.strictObject({ moment: z.literal('checkOut'), mood: outOfTenSchema, craving: outOfTenSchema }),
]);
export type RatingForm = z.infer<typeof ratingFormSchema>;

/** What one member has given so far in a session, by the time it is about. Absent: not given, or taken back. */
export const ownRatingsSchema = z.partialRecord(ratingMomentSchema, ratingFormSchema);
export type OwnRatings = z.infer<typeof ownRatingsSchema>;
