import { z } from 'zod';
import {
  deviceChecksSchema,
  helpLevelSchema,
  idSchema,
  instantSchema,
  privacyCheckSchema,
} from './people.ts';
import type { SessionFacts } from './events.ts';
import { ratingFormSchema } from './ratings.ts';
import { chatPolicySchema, chatTargetSchema, chatTextSchema, roomNameSchema } from './state.ts';

/** A room a person can stand in: `main`, or the id of a breakout room. */
const roomIdSchema = idSchema;
const participantId = idSchema;

const lifecycle = [
  z.strictObject({ type: z.literal('openWaitingRoom') }),
  z.strictObject({ type: z.literal('startSession') }),
  z.strictObject({ type: z.literal('endSession') }),
  z.strictObject({ type: z.literal('setLock'), isLocked: z.boolean() }),
  z.strictObject({ type: z.literal('startBlock'), index: z.number().int().min(0).max(60) }),
] as const;

const admission = [
  /** A member asks to come in, or staff step into the room. Repeating it while in is harmless. */
  z.strictObject({
    type: z.literal('arrive'),
    /** Members give these; for staff they are absent. */
    door: z
      .strictObject({
        checks: deviceChecksSchema,
        privacy: privacyCheckSchema,
        /** The group agreement (domain.md 3.7), ticked. */
        hasAgreed: z.boolean(),
      })
      .optional(),
    isMicOn: z.boolean(),
    isCameraOn: z.boolean(),
  }),
  z.strictObject({ type: z.literal('leave') }),
  z.strictObject({ type: z.literal('admit'), participantId }),
  z.strictObject({ type: z.literal('admitAll') }),
  z.strictObject({ type: z.literal('sendToWaiting'), participantId }),
  z.strictObject({ type: z.literal('remove'), participantId }),
  z.strictObject({ type: z.literal('letBackIn'), participantId }),
  z.strictObject({ type: z.literal('setWaitingMessage'), text: z.string().trim().max(500) }),
] as const;

const rooms = [
  z.strictObject({ type: z.literal('addRoom'), name: roomNameSchema }),
  z.strictObject({ type: z.literal('renameRoom'), roomId: roomIdSchema, name: roomNameSchema }),
  z.strictObject({ type: z.literal('removeRoom'), roomId: roomIdSchema }),
  /** Plans where somebody goes; null plans them to stay in the main room. */
  z.strictObject({ type: z.literal('assign'), participantId, roomId: roomIdSchema.nullable() }),
  /** Deals all present members to the rooms there are, at random and evenly. */
  z.strictObject({ type: z.literal('shuffleRooms') }),
  z.strictObject({
    type: z.literal('openRooms'),
    minutes: z.number().int().min(1).max(120).nullable(),
  }),
  /** Moves somebody at once, while rooms are open. */
  z.strictObject({ type: z.literal('moveToRoom'), participantId, roomId: roomIdSchema }),
  /** Staff go to a room themselves; `main` is a room. */
  z.strictObject({ type: z.literal('visitRoom'), roomId: roomIdSchema }),
  z.strictObject({ type: z.literal('messageRooms'), text: chatTextSchema }),
  /** Adds to the timer, or gives rooms without one a timer from now on. Nothing where the timer is no longer the one seen. */
  z.strictObject({
    type: z.literal('extendRooms'),
    minutes: z.number().int().min(1).max(60),
    /** The end as the sender saw it, so that two at once add once. */
    expectedEndsAt: instantSchema.nullable(),
  }),
  /**
   * Announces the return; everyone is brought back when the seconds are over. 0 brings them back at once. One that was
   * announced for sooner stays.
   */
  z.strictObject({ type: z.literal('recallRooms'), seconds: z.number().int().min(0).max(300) }),
  z.strictObject({ type: z.literal('cancelRecall') }),
] as const;

const floor = [
  z.strictObject({ type: z.literal('setMic'), isOn: z.boolean() }),
  z.strictObject({ type: z.literal('setCamera'), isOn: z.boolean() }),
  z.strictObject({ type: z.literal('mute'), participantId }),
  /** Mutes every member in the room the sender stands in. */
  z.strictObject({ type: z.literal('muteAll') }),
  z.strictObject({ type: z.literal('askToUnmute'), participantId }),
  z.strictObject({ type: z.literal('stopCamera'), participantId }),
  z.strictObject({ type: z.literal('raiseHand') }),
  /** Lowers one's own hand, or, for staff, somebody else's. */
  z.strictObject({ type: z.literal('lowerHand'), participantId: participantId.optional() }),
  z.strictObject({ type: z.literal('spotlight'), participantId: participantId.nullable() }),
  z.strictObject({ type: z.literal('startShare'), hasSound: z.boolean() }),
  /** Stops one's own share, or, for staff, somebody else's. */
  z.strictObject({ type: z.literal('stopShare'), participantId: participantId.optional() }),
  z.strictObject({ type: z.literal('setMembersMayShare'), isAllowed: z.boolean() }),
  /** "Someone walked in": mutes and blanks the sender at once and tells staff. */
  z.strictObject({ type: z.literal('raiseShield') }),
  z.strictObject({ type: z.literal('lowerShield') }),
] as const;

const slides = [
  z.strictObject({ type: z.literal('showSlide'), deckId: idSchema, index: z.number().int().min(0).max(999) }),
  z.strictObject({ type: z.literal('hideSlides') }),
] as const;

const chat = [
  z.strictObject({ type: z.literal('sendChat'), target: chatTargetSchema, text: chatTextSchema }),
  z.strictObject({ type: z.literal('setChatPolicy'), policy: chatPolicySchema }),
] as const;

const help = [
  z.strictObject({ type: z.literal('askForHelp'), level: helpLevelSchema }),
  /** Staff: "I've got it". */
  z.strictObject({ type: z.literal('takeHelp'), participantId }),
  /** Ends a request: the one who asked, or staff. */
  z.strictObject({ type: z.literal('endHelp'), participantId: participantId.optional() }),
] as const;

const ratings = [
  /** A member's own ratings at check-in or check-out, all of them at once; without any answer they are taken back. */
  z.strictObject({ type: z.literal('rate'), form: ratingFormSchema }),
] as const;

/** What a person can ask of a session. Commands are imperatives and carry no times: time is the hub's. */
export const commandSchema = z.discriminatedUnion('type', [
  ...lifecycle,
  ...admission,
  ...rooms,
  ...floor,
  ...slides,
  ...chat,
  ...help,
  ...ratings,
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** What only the hub itself can say to a session. These never come over a socket. */
export type HubCommand =
  | { type: 'create'; facts: SessionFacts }
  | { type: 'connectionLost'; participantId: string }
  | { type: 'connectionRestored'; participantId: string }
  /** No hub had the session for a while: whoever was connected is so no longer. */
  | { type: 'hubWasAway' }
  /** Somebody has lost the right to be here: their link was revoked, or they signed out. */
  | { type: 'expel'; participantId: string }
  /** Something has come due: a recall, the rooms' timer, a lost connection's grace, the end of a session that staff have left. */
  | { type: 'timePassed' }
  | { type: 'recordTurn'; participantId: string; durationMs: number };
