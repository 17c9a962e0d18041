import { z } from 'zod';

/** An identifier made by the hub. Opaque to clients. */
export const idSchema = z.string().min(1).max(64);

/** An instant as milliseconds since the Unix epoch, on the hub's clock. */
export const instantSchema = z.number().int().nonnegative();

/** The roles a staff account may have (domain.md 9.2; product.md, "Who uses it"). */
export const staffRoleSchema = z.enum(['lead', 'coFacilitator', 'noteTaker', 'supervisor', 'administrator']);
export type StaffRole = z.infer<typeof staffRoleSchema>;

/** The roles a participant has in a session. An administrator takes no part in one. */
export const participantRoleSchema = z.enum(['lead', 'coFacilitator', 'noteTaker', 'supervisor', 'member']);
export type ParticipantRole = z.infer<typeof participantRoleSchema>;

/** A language the product speaks. */
export const languageSchema = z.enum(['en', 'es']);
export type Language = z.infer<typeof languageSchema>;

/** A person's name in the room: first name and initial by default. One that comes from outside is a `givenNameSchema` (plainName.ts). */
export const displayNameSchema = z.string().trim().min(1).max(40);

/** The outcome of one part of the device check at the door. */
export const checkOutcomeSchema = z.enum(['ok', 'trouble', 'skipped']);

/** What the device check at the door found. Only staff see it. */
export const deviceChecksSchema = z.object({
  camera: checkOutcomeSchema,
  microphone: checkOutcomeSchema,
  speaker: checkOutcomeSchema,
  connection: checkOutcomeSchema,
});
export type DeviceChecks = z.infer<typeof deviceChecksSchema>;

/** Who else is with the member where they are (domain.md 7.2, "Alone and private"). */
export const companySchema = z.enum(['alone', 'othersNearby']);

/** What a member told at the privacy check of this session (domain.md 6.1 and 7.2). Only staff see it. */
export const privacyCheckSchema = z.object({
  /** Present address, in the member's words. Staff still ask for it aloud (domain.md 0.2, rule 7). */
  place: z.string().trim().min(3).max(200),
  /** A number on which the member can be reached if the line breaks. */
  callbackPhone: z
    .string()
    .trim()
    .regex(/^[+()\d][\d\s().-]{5,23}$/),
  company: companySchema,
  hasHeadphones: z.boolean(),
  /** A person who drives is not let in (domain.md 7.2, "Able to take part"). */
  isDriving: z.boolean(),
});
export type PrivacyCheck = z.infer<typeof privacyCheckSchema>;

/** Where a participant stands in the session. Each stage holds only its own data. */
export const presenceSchema = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('waiting'), since: instantSchema }),
  z.object({ stage: z.literal('present'), since: instantSchema, roomId: idSchema }),
  /** `wasIn`: had been let in before, so that coming back needs nobody's leave. */
  z.object({ stage: z.literal('left'), at: instantSchema, wasIn: z.boolean() }),
  z.object({ stage: z.literal('removed'), at: instantSchema }),
]);
export type Presence = z.infer<typeof presenceSchema>;

/** Whether a participant's connection stands. The seat is kept while it is lost. */
export const connectionSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('online'),
    since: instantSchema,
    /** For how long the connection had been lost before it came back; null if it never was. */
    backAfterMs: z.number().int().nonnegative().nullable(),
  }),
  z.object({ state: z.literal('lost'), since: instantSchema }),
]);
export type Connection = z.infer<typeof connectionSchema>;

/** The two levels on which a member can ask for help. */
export const helpLevelSchema = z.enum(['question', 'now']);
export type HelpLevel = z.infer<typeof helpLevelSchema>;

/** An open request for help. Seen by staff and by the one who asked. */
export const helpRequestSchema = z.object({
  level: helpLevelSchema,
  since: instantSchema,
  takenBy: idSchema.nullable(),
});

/** What staff alone know of a member who came through the door. */
export const doorFactsSchema = z.object({ checks: deviceChecksSchema, privacy: privacyCheckSchema });
export type DoorFacts = z.infer<typeof doorFactsSchema>;

/** One person in a session, staff or member. A connection of theirs is a peer and is not kept here. */
export const participantSchema = z.object({
  id: idSchema,
  name: displayNameSchema,
  role: participantRoleSchema,
  /** The seat in the circle, counted from 0, kept for the whole session. */
  seat: z.number().int().nonnegative(),
  presence: presenceSchema,
  /** Has been let in before, or let back in: a lock does not keep them out, though they may have to wait. */
  mayPassLock: z.boolean(),
  connection: connectionSchema,
  isMicOn: z.boolean(),
  isCameraOn: z.boolean(),
  /** The screen they share, if any. */
  share: z.object({ hasSound: z.boolean() }).nullable(),
  handRaisedAt: instantSchema.nullable(),
  help: helpRequestSchema.nullable(),
  /** "Someone walked in": nothing is heard or seen of them until they lower it. */
  isShielded: z.boolean(),
  door: doorFactsSchema.nullable(),
});
export type Participant = z.infer<typeof participantSchema>;
