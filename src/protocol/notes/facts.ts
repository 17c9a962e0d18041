import { z } from 'zod';
import { groupTypeSchema } from '../groupType.ts';
import { displayNameSchema, idSchema, instantSchema, participantRoleSchema } from '../session/people.ts';
import { localTextSchema } from '../session/state.ts';

/** domain.md 1.3, `deliveryMode`. */
export const deliveryModeSchema = z.enum(['telehealth_video', 'telehealth_audio', 'in_person', 'hybrid']);

/** A day of the calendar, `YYYY-MM-DD`. */
export const calendarDaySchema = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Where a member was, as far as a note says it (domain.md 2.2, 7; NO15): never the address. */
export const locationSchema = z.object({
  /** Null where only the city is known. */
  type: z.enum(['home', 'elsewhere']).nullable(),
  /** Empty where only the kind of place is known. */
  cityAndState: z.string().trim().max(80),
});

/** What a person gives of a session, because no log knows it (NO13). */
export const givenSessionFactsSchema = z.object({
  modality: groupTypeSchema.nullable(),
  topic: localTextSchema.nullable(),
  deliveryMode: deliveryModeSchema,
});
export type GivenSessionFacts = z.infer<typeof givenSessionFactsSchema>;

export const facilitatorFactsSchema = z.object({
  staffId: idSchema,
  name: displayNameSchema,
  role: participantRoleSchema.extract(['lead', 'coFacilitator']),
  /** Whole minutes in the session, breaks included. */
  minutes: z.number().int().nonnegative(),
});

/** What is the same in all notes of a session. Names no member (domain.md 0.2, rule 3). */
export const sessionFactsOfNoteSchema = givenSessionFactsSchema.extend({
  sessionId: idSchema,
  groupId: idSchema,
  groupName: z.string().max(80),
  /** The day of the service in the practice's zone. */
  serviceDate: calendarDaySchema,
  timeZone: z.string().max(64),
  startedAt: instantSchema,
  endedAt: instantSchema,
  /** Members with countable time. */
  participantCount: z.number().int().nonnegative(),
  facilitators: z.array(facilitatorFactsSchema).max(20),
});
export type NoteSessionFacts = z.infer<typeof sessionFactsOfNoteSchema>;

/** What is the member's own. */
export const memberFactsSchema = z.object({
  memberId: idSchema,
  name: displayNameSchema,
  /** First coming and last going within the session; null for who was not there. */
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  countableSeconds: z.number().int().nonnegative(),
  /** Whole countable minutes, rounded down (domain.md 1.8). */
  minutes: z.number().int().nonnegative(),
  location: locationSchema.nullable(),
});
export type NoteMemberFacts = z.infer<typeof memberFactsSchema>;

/** A note's facts: of the session, and of the member unless it is the group's. */
export const noteFactsSchema = z.object({
  session: sessionFactsOfNoteSchema,
  member: memberFactsSchema.nullable(),
});
export type NoteFacts = z.infer<typeof noteFactsSchema>;
