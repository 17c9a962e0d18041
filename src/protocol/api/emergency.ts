import { z } from 'zod';
import { displayNameSchema, idSchema, instantSchema, languageSchema } from '../session/people.ts';

/** The shortest reason that says something, in characters. */
export const MIN_EMERGENCY_REASON = 10;

/** GET /api/emergency-accesses/groups: the groups that one does not see, by name alone, to choose the right one. */
export const unseenGroupsReplySchema = z.object({
  groups: z.array(z.object({ id: idSchema, name: z.string() })),
});

/** POST /api/emergency-accesses */
export const emergencyBodySchema = z.strictObject({
  groupId: idSchema,
  reason: z.string().trim().min(MIN_EMERGENCY_REASON).max(500),
});

/** Somebody's access to a roster in an emergency, as it is told to them and to those who review it. */
export const emergencyAccessSchema = z.object({
  id: idSchema,
  groupId: idSchema,
  groupName: z.string(),
  staffId: idSchema,
  staffName: displayNameSchema,
  reason: z.string(),
  openedAt: instantSchema,
  endsAt: instantSchema,
  reviewedAt: instantSchema.nullable(),
});
export type EmergencyAccess = z.infer<typeof emergencyAccessSchema>;

/** The reply to opening and to reviewing (POST /api/emergency-accesses/:accessId/review). */
export const emergencyReplySchema = z.object({ access: emergencyAccessSchema });
/** GET /api/emergency-accesses: those that wait for one's review, the newest first. */
export const emergencyListReplySchema = z.object({ accesses: z.array(emergencyAccessSchema) });

/** GET /api/emergency-accesses/:accessId/roster: to whoever opened it, while it lasts. */
export const emergencyRosterReplySchema = z.object({
  access: emergencyAccessSchema,
  members: z.array(z.object({ id: idSchema, displayName: displayNameSchema, language: languageSchema })),
});
export type EmergencyRoster = z.infer<typeof emergencyRosterReplySchema>;
