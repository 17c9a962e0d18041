import { z } from 'zod';
import { idSchema, instantSchema } from '../session/people.ts';
import { MAX_SLEEP_HOURS, ratingKindSchema, ratingMomentSchema } from '../session/ratings.ts';
import { blockKindSchema } from '../session/state.ts';

/** domain.md 3.9. */
export const observationTagSchema = z.enum([
  'shared_openly',
  'insight',
  'named_trigger',
  'used_skill',
  'skill_practice',
  'gave_support',
  'received_feedback_well',
  'ambivalent',
  'change_talk',
  'sustain_talk',
  'resistant_discord',
  'withdrawn',
  'tearful',
  'irritable',
  'tangential',
  'monopolizing',
  'intoxicated_concern',
  'disclosed_use',
  'risk_statement',
  'conflict',
  'repair',
  'homework_done',
  'homework_partial',
  'homework_not_done',
  'technical_problem',
  'moved_to_side_room',
  'returned',
]);
export type ObservationTag = z.infer<typeof observationTagSchema>;

/** A tag of the product, or the program's own by its id (`NoteSettings.tags`). */
export const markTagSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shipped'), tag: observationTagSchema }),
  z.object({ kind: z.literal('own'), tagId: idSchema }),
]);

/** The most characters of a mark's words. */
export const MAX_MARK_CHARS = 280;

/** What was seen of a member at one moment of a session (domain.md 3.9, `Observation`). Working material, not a record. */
export const markSchema = z.object({
  id: idSchema,
  sessionId: idSchema,
  memberId: idSchema,
  tag: markTagSchema,
  at: instantSchema,
  roomId: idSchema,
  /** The part of the run sheet that ran; null before the first. */
  block: z.object({ index: z.number().int().nonnegative(), kind: blockKindSchema }).nullable(),
  text: z.string().max(MAX_MARK_CHARS),
  authorId: idSchema,
  /** Taken back: kept, so that two devices agree about it, and otherwise as if it were not there. */
  undoneAt: instantSchema.nullable(),
});
export type Mark = z.infer<typeof markSchema>;

/** One rating that a member gave themselves. */
export const ratingSchema = z.object({
  memberId: idSchema,
  kind: ratingKindSchema,
  moment: ratingMomentSchema,
  /** 0 to 10; hours of sleep 0 to 14, by halves. */
  value: z.number().multipleOf(0.5).min(0).max(MAX_SLEEP_HOURS),
});
export type Rating = z.infer<typeof ratingSchema>;
