import { z } from 'zod';
import {
  displayNameSchema,
  doorFactsSchema,
  helpLevelSchema,
  idSchema,
  instantSchema,
  participantRoleSchema,
} from './people.ts';
import { ratingFormSchema } from './ratings.ts';
import {
  agendaBlockSchema,
  chatMessageSchema,
  chatPolicySchema,
  roomNameSchema,
  roomSchema,
  shownSlideSchema,
} from './state.ts';

const participantId = idSchema;

/** What a session is made with. */
export const sessionFactsSchema = z.object({
  id: idSchema,
  groupId: idSchema,
  groupName: z.string().max(80),
  scheduledStart: instantSchema,
  scheduledEnd: instantSchema,
  blocks: z.array(agendaBlockSchema).min(1).max(60),
});
export type SessionFacts = z.infer<typeof sessionFactsSchema>;

const lifecycle = [
  z.object({ type: z.literal('sessionCreated'), facts: sessionFactsSchema }),
  z.object({ type: z.literal('waitingRoomOpened') }),
  z.object({ type: z.literal('sessionStarted') }),
  z.object({ type: z.literal('sessionEnded') }),
  z.object({ type: z.literal('lockChanged'), isLocked: z.boolean() }),
  z.object({ type: z.literal('blockStarted'), index: z.number().int().nonnegative() }),
] as const;

const admission = [
  /** Somebody stands at the door, or, for staff and returning members, in the room (`roomId`). */
  z.object({
    type: z.literal('participantArrived'),
    participantId,
    name: displayNameSchema,
    role: participantRoleSchema,
    seat: z.number().int().nonnegative(),
    roomId: idSchema.nullable(),
    isMicOn: z.boolean(),
    isCameraOn: z.boolean(),
    door: doorFactsSchema.nullable(),
  }),
  z.object({ type: z.literal('participantAdmitted'), participantId, roomId: idSchema }),
  z.object({ type: z.literal('participantSentToWaiting'), participantId }),
  z.object({ type: z.literal('participantLeft'), participantId }),
  z.object({ type: z.literal('participantRemoved'), participantId }),
  z.object({ type: z.literal('participantLetBackIn'), participantId }),
  z.object({ type: z.literal('waitingMessageSet'), text: z.string().max(500).nullable() }),
  z.object({ type: z.literal('connectionLost'), participantId }),
  z.object({
    type: z.literal('connectionRestored'),
    participantId,
    lostForMs: z.number().int().nonnegative(),
  }),
] as const;

const rooms = [
  z.object({ type: z.literal('roomAdded'), room: roomSchema }),
  z.object({ type: z.literal('roomRenamed'), roomId: idSchema, name: roomNameSchema }),
  z.object({ type: z.literal('roomRemoved'), roomId: idSchema }),
  /** The whole plan after a change: participant id → room id. */
  z.object({ type: z.literal('participantAssigned'), participantId, roomId: idSchema.nullable() }),
  z.object({ type: z.literal('roomsShuffled'), assignments: z.record(idSchema, idSchema) }),
  z.object({ type: z.literal('roomsOpened'), endsAt: instantSchema.nullable() }),
  z.object({ type: z.literal('participantMoved'), participantId, roomId: idSchema }),
  z.object({ type: z.literal('roomsExtended'), endsAt: instantSchema }),
  z.object({ type: z.literal('recallStarted'), endsAt: instantSchema }),
  z.object({ type: z.literal('recallCancelled') }),
  z.object({ type: z.literal('roomsClosed') }),
] as const;

const floor = [
  z.object({ type: z.literal('micChanged'), participantId, isOn: z.boolean() }),
  z.object({ type: z.literal('cameraChanged'), participantId, isOn: z.boolean() }),
  z.object({ type: z.literal('unmuteAsked'), participantId }),
  z.object({ type: z.literal('handRaised'), participantId }),
  z.object({ type: z.literal('handLowered'), participantId }),
  z.object({ type: z.literal('spotlightChanged'), participantId: participantId.nullable() }),
  z.object({ type: z.literal('shareStarted'), participantId, hasSound: z.boolean() }),
  z.object({ type: z.literal('shareStopped'), participantId }),
  z.object({ type: z.literal('membersMayShareChanged'), isAllowed: z.boolean() }),
  z.object({ type: z.literal('shieldRaised'), participantId }),
  z.object({ type: z.literal('shieldLowered'), participantId }),
  z.object({ type: z.literal('turnTaken'), participantId, durationMs: z.number().int().nonnegative() }),
] as const;

const slides = [
  z.object({ type: z.literal('slideShown'), slide: shownSlideSchema }),
  z.object({ type: z.literal('slidesHidden') }),
] as const;

const chat = [
  z.object({ type: z.literal('chatSent'), message: chatMessageSchema }),
  z.object({ type: z.literal('chatPolicyChanged'), policy: chatPolicySchema }),
] as const;

const help = [
  z.object({ type: z.literal('helpAsked'), participantId, level: helpLevelSchema }),
  z.object({ type: z.literal('helpTaken'), participantId, by: idSchema }),
  z.object({ type: z.literal('helpEnded'), participantId }),
] as const;

const ratings = [z.object({ type: z.literal('rated'), participantId, form: ratingFormSchema })] as const;

/** What has happened in a session. Events say what happened, in the past tense, and never change. */
export const sessionEventSchema = z.discriminatedUnion('type', [
  ...lifecycle,
  ...admission,
  ...rooms,
  ...floor,
  ...slides,
  ...chat,
  ...help,
  ...ratings,
]);
export type SessionEvent = z.infer<typeof sessionEventSchema>;
export type SessionEventType = SessionEvent['type'];
export type SessionEventOf<T extends SessionEventType> = Extract<SessionEvent, { type: T }>;

/** An event in its place in the log: numbered from 1 without gaps, stamped by the hub. */
export const loggedEventSchema = z.object({
  seq: z.number().int().positive(),
  at: instantSchema,
  /** The participant whose command it came from, or `hub`. */
  by: idSchema,
  event: sessionEventSchema,
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;
