import { z } from 'zod';
import { displayNameSchema, idSchema, instantSchema } from '../session/people.ts';

/** domain.md 1.8, `AttendanceStatus`, as far as it follows from presence alone. */
export const attendanceStatusSchema = z.enum([
  'expected',
  'present',
  'late',
  'left_early',
  'partial',
  'removed_safety',
  'absent_unexcused',
]);

/** A stretch of time in one room. Half open: [from, to). */
export const presenceIntervalSchema = z.object({
  roomId: idSchema,
  roomName: z.string(),
  from: instantSchema,
  to: instantSchema,
});

export const attendanceRowSchema = z.object({
  participantId: idSchema,
  name: displayNameSchema,
  status: attendanceStatusSchema,
  intervals: z.array(presenceIntervalSchema),
  /** Seconds in each room, by room id, countable or not. */
  secondsByRoom: z.record(idSchema, z.number().int().nonnegative()),
  presentSeconds: z.number().int().nonnegative(),
  /** Seconds that overlap countable parts of the run sheet (domain.md 1.8, "Formula"). */
  countableSeconds: z.number().int().nonnegative(),
});
export type AttendanceRow = z.infer<typeof attendanceRowSchema>;

/** GET /api/sessions/:sessionId/attendance: members only, computed from the log. */
export const attendanceReplySchema = z.object({
  sessionId: idSchema,
  isFinal: z.boolean(),
  rows: z.array(attendanceRowSchema),
});
