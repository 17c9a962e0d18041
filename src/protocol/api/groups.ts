import { z } from 'zod';
import { displayNameSchema, idSchema, instantSchema, languageSchema } from '../session/people.ts';
import { givenNameSchema, givenTitleSchema } from '../session/plainName.ts';
import { sessionStatusSchema } from '../session/state.ts';

/** domain.md 1.3, default templates. */
export const agendaTemplateSchema = z.enum([
  'IOP-180',
  'IOP-165',
  'IOP-210',
  'MATRIX-RP-90',
  'MATRIX-ERS-50',
  'GROUP-60',
]);
export type AgendaTemplate = z.infer<typeof agendaTemplateSchema>;

/** A weekly meeting time in the practice's zone. Weekdays as in ISO 8601: 1 is Monday, 7 is Sunday. */
export const meetingTimeSchema = z.strictObject({
  weekday: z.number().int().min(1).max(7),
  startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});
export type MeetingTime = z.infer<typeof meetingTimeSchema>;

/** POST /api/groups and PATCH /api/groups/:groupId (all optional there). */
export const groupBodySchema = z.strictObject({
  name: givenTitleSchema,
  template: agendaTemplateSchema,
  meetingTimes: z.array(meetingTimeSchema).max(14),
  /** The staff assigned to it, who see it and take part in it; whoever makes the group where it is left out. */
  staffIds: z.array(idSchema).max(100).optional(),
});
export const groupPatchSchema = groupBodySchema.partial();

export const groupSchema = z.object({
  id: idSchema,
  name: z.string(),
  template: agendaTemplateSchema,
  meetingTimes: z.array(meetingTimeSchema),
  staffIds: z.array(idSchema),
  memberCount: z.number().int().nonnegative(),
});
export type Group = z.infer<typeof groupSchema>;

/** The state of a member's personal link. The link itself is shown once, when it is made; the hub keeps only its hash. */
export const linkStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('active'), createdAt: instantSchema, lastUsedAt: instantSchema.nullable() }),
  z.object({ state: z.literal('revoked'), revokedAt: instantSchema }),
]);

/** What else a member is called: the legal name, preferred names, nicknames. No note of another's may hold one of them (NO31). */
const otherNamesSchema = z.array(z.string().trim().min(1).max(120)).max(8);

/** A member on a group's roster. */
export const memberSchema = z.object({
  id: idSchema,
  /** First name and initial, unless the roster says otherwise. */
  displayName: displayNameSchema,
  language: languageSchema,
  otherNames: otherNamesSchema,
  link: linkStateSchema,
});
export type Member = z.infer<typeof memberSchema>;

export const memberBodySchema = z.strictObject({
  displayName: givenNameSchema,
  language: languageSchema,
  otherNames: otherNamesSchema.optional(),
});
export const memberPatchSchema = memberBodySchema.partial();

export const groupListReplySchema = z.object({ groups: z.array(groupSchema) });
export const groupReplySchema = z.object({ group: groupSchema, members: z.array(memberSchema) });
/** POST /api/groups/:groupId/members, and POST …/members/:memberId/link: the only replies that ever hold a link. */
export const memberLinkReplySchema = z.object({ member: memberSchema, url: z.url() });
export const memberReplySchema = z.object({ member: memberSchema });

/** A session in a list. */
export const sessionSummarySchema = z.object({
  id: idSchema,
  groupId: idSchema,
  groupName: z.string(),
  status: sessionStatusSchema,
  scheduledStart: instantSchema,
  scheduledEnd: instantSchema,
  expectedCount: z.number().int().nonnegative(),
  waitingCount: z.number().int().nonnegative(),
  presentCount: z.number().int().nonnegative(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

/** GET /api/today: sessions of the practice's calendar day, made from the groups' meeting times, in order. */
export const todayReplySchema = z.object({ sessions: z.array(sessionSummarySchema) });
/** POST /api/sessions: a session outside the weekly schedule. Without `start` it starts now. */
export const sessionBodySchema = z.strictObject({ groupId: idSchema, start: instantSchema.optional() });
export const sessionReplySchema = z.object({ session: sessionSummarySchema });

/** POST /api/sessions/:sessionId/live-tickets and POST /api/seats/:seatId/live-tickets. */
export const liveTicketReplySchema = z.object({ ticket: z.string(), sessionId: idSchema });
