import { z } from 'zod';
import { idSchema, instantSchema, participantSchema } from './people.ts';
import { ownRatingsSchema } from './ratings.ts';

/** The room everyone is in while no breakout rooms are open. */
export const MAIN_ROOM_ID = 'main';
/** The most breakout rooms one session may have. */
export const MAX_ROOMS = 12;
/** The most chat messages a state keeps; older ones stay in the log. */
export const MAX_CHAT_KEPT = 500;

/** domain.md 1.3, `Session.status`, as far as a live session knows it. */
export const sessionStatusSchema = z.enum(['scheduled', 'open', 'in_progress', 'ended']);
export type SessionStatus = z.infer<typeof sessionStatusSchema>;

/** domain.md 1.3, `BlockKind`. */
export const blockKindSchema = z.enum([
  'safety_check',
  'check_in',
  'mindfulness',
  'psychoeducation',
  'skills_practice',
  'process',
  'breakout',
  'homework_review',
  'check_out',
  'measures',
  'break',
  'technical_pause',
  'admin',
]);
export type BlockKind = z.infer<typeof blockKindSchema>;

/** A text in both languages of the product. */
export const localTextSchema = z.object({ en: z.string().max(4000), es: z.string().max(4000) });
export type LocalText = z.infer<typeof localTextSchema>;

/** One part of the run sheet (domain.md 1.3, `AgendaBlock`). */
export const agendaBlockSchema = z.object({
  kind: blockKindSchema,
  title: localTextSchema,
  plannedMinutes: z.number().int().min(1).max(120),
  isCountable: z.boolean(),
});
export type AgendaBlock = z.infer<typeof agendaBlockSchema>;

export const roomNameSchema = z.string().trim().min(1).max(40);

/** A breakout room. */
export const roomSchema = z.object({ id: idSchema, name: roomNameSchema });
export type Room = z.infer<typeof roomSchema>;

/** Breakout rooms, planned or open. Assignments outlive the closing, so that the same rooms can open again. */
export const breakoutsSchema = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('planned'),
    rooms: z.array(roomSchema).max(MAX_ROOMS),
    /** participant id → room id; who is not in it stays in the main room. */
    assignments: z.record(idSchema, idSchema),
  }),
  z.object({
    stage: z.literal('open'),
    rooms: z.array(roomSchema).max(MAX_ROOMS),
    assignments: z.record(idSchema, idSchema),
    openedAt: instantSchema,
    /** When the timer brings everyone back; null where the rooms have no timer. */
    endsAt: instantSchema.nullable(),
    /** When the announced recall brings everyone back; null while there is none. */
    recallEndsAt: instantSchema.nullable(),
    /** room id → when staff last stood in it; null if never. */
    staffSeenAt: z.record(idSchema, instantSchema.nullable()),
  }),
]);
export type Breakouts = z.infer<typeof breakoutsSchema>;

/** One slide's text in one language: Markdown without the presenter notes. */
export const slideTextSchema = z.object({ title: z.string().max(300), body: z.string().max(8000) });
export type SlideText = z.infer<typeof slideTextSchema>;

/** The slide that is shown, with its text, so that the log and every client need nothing else to draw it. */
export const shownSlideSchema = z.object({
  deckId: idSchema,
  deckTitle: localTextSchema,
  index: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  text: z.object({ en: slideTextSchema, es: slideTextSchema }),
});
export type ShownSlide = z.infer<typeof shownSlideSchema>;

/** Who may write to the room: nobody, staff alone (members may still write to staff), or everyone. */
export const chatPolicySchema = z.enum(['off', 'staffOnly', 'everyone']);
export type ChatPolicy = z.infer<typeof chatPolicySchema>;

export const chatTextSchema = z.string().trim().min(1).max(2000);

/** To whom a message goes: the sender's own room, all staff wherever they are, one person, or every room. */
export const chatTargetSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('room') }),
  z.object({ to: z.literal('staff') }),
  z.object({ to: z.literal('person'), participantId: idSchema }),
]);
export type ChatTarget = z.infer<typeof chatTargetSchema>;

/** A message, with everybody who received it. `announcement` goes to every room at once. */
export const chatMessageSchema = z.object({
  id: idSchema,
  at: instantSchema,
  from: idSchema,
  target: z.union([chatTargetSchema, z.object({ to: z.literal('announcement') })]),
  roomId: idSchema,
  text: chatTextSchema,
  /** Participant ids of all who may see it, the sender among them. Nobody else is sent it. */
  audience: z.array(idSchema),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** How long somebody has spoken so far. Only staff see it (product.md, "Two views of people"). */
export const speakingSchema = z.object({ totalMs: z.number().int().nonnegative(), lastAt: instantSchema });

/** The whole of one live session, as `evolve` makes it from the log and as a viewer's part of it travels. */
export const sessionStateSchema = z.object({
  /** The number of the last event in it; 0 before the first. */
  seq: z.number().int().nonnegative(),
  id: idSchema,
  groupId: idSchema,
  groupName: z.string().max(80),
  status: sessionStatusSchema,
  scheduledStart: instantSchema,
  scheduledEnd: instantSchema,
  openedAt: instantSchema.nullable(),
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  isLocked: z.boolean(),
  waitingMessage: z.string().max(500).nullable(),
  chatPolicy: chatPolicySchema,
  membersMayShare: z.boolean(),
  participants: z.record(idSchema, participantSchema),
  breakouts: breakoutsSchema,
  spotlightId: idSchema.nullable(),
  slide: shownSlideSchema.nullable(),
  chat: z.array(chatMessageSchema),
  agenda: z.object({
    blocks: z.array(agendaBlockSchema),
    current: z.object({ index: z.number().int().nonnegative(), startedAt: instantSchema }).nullable(),
  }),
  /** participant id → speaking time. Empty for members. */
  speaking: z.record(idSchema, speakingSchema),
  /** participant id → what they rated themselves. Of a member's part, their own alone. */
  ratings: z.record(idSchema, ownRatingsSchema),
});
export type SessionState = z.infer<typeof sessionStateSchema>;
