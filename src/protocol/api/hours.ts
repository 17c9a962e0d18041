import { z } from 'zod';
import { displayNameSchema, idSchema, instantSchema } from '../session/people.ts';

/** domain.md 1.2, `WeekHoursStatus`, as far as it follows from a group's sessions (AT23). */
export const weekHoursStatusSchema = z.enum(['met', 'above_maximum', 'on_track', 'at_risk', 'partial_week']);
export type WeekHoursStatus = z.infer<typeof weekHoursStatusSchema>;

const minutesSchema = z.number().int().nonnegative();

/** A group with an intensive outpatient template, and how each on its roster stands this week. */
export const groupHoursSchema = z.object({
  groupId: idSchema,
  groupName: z.string(),
  /** What the countable parts of all its sessions of the week are planned for. */
  plannedMinutes: minutesSchema,
  /** What they can still bring to whoever attends all of them (AT22). */
  comingMinutes: minutesSchema,
  members: z.array(
    z.object({
      memberId: idSchema,
      name: displayNameSchema,
      countedMinutes: minutesSchema,
      status: weekHoursStatusSchema,
    }),
  ),
});
export type GroupHours = z.infer<typeof groupHoursSchema>;

/** GET /api/hours: the hours of the running week, of the groups whose sessions one takes part in (SC7). */
export const hoursReplySchema = z.object({
  week: z.object({ from: instantSchema, to: instantSchema }),
  minimumMinutes: minutesSchema,
  groups: z.array(groupHoursSchema),
});
export type HoursReply = z.infer<typeof hoursReplySchema>;
