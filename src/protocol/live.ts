import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';
import { mediaNoticeSchema, mediaRequestSchema } from './media.ts';
import { commandSchema } from './session/commands.ts';
import { loggedEventSchema } from './session/events.ts';
import { idSchema, instantSchema } from './session/people.ts';
import { sessionStateSchema } from './session/state.ts';

/** The largest message a client may send, in bytes of UTF-8. Longer ones close the socket with `too_large`. */
export const MAX_CLIENT_MESSAGE_BYTES = 64 * 1024;
/** How often the hub gives every client a sign of life, in milliseconds: a client notices within a second that the line is stuck. */
export const BEAT_MS = 500;
/** How often a client pings, in milliseconds: the hub hears that it is there, and the client learns the hub's time. */
export const PING_MS = 3_000;
/** Silence of so long is a lost connection, for either side, in milliseconds. */
export const SILENCE_MS = 9_000;

/** What a client says over the live socket. The first message is `hello`, and only the first. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    protocolVersion: z.number().int(),
    /** From POST /api/…/live-tickets; works once, for 30 seconds. */
    ticket: z.string().min(16).max(128),
  }),
  z.strictObject({ type: z.literal('command'), id: z.uuid(), command: commandSchema }),
  z.strictObject({ type: z.literal('media'), id: z.uuid(), request: mediaRequestSchema }),
  z.strictObject({ type: z.literal('ping') }),
  /** The client's own measure of its connection, for staff. */
  z.strictObject({
    type: z.literal('quality'),
    rttMs: z.number().min(0).max(60_000),
    lossRatio: z.number().min(0).max(1),
  }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** How good somebody's connection is, as shown to staff. */
export const qualitySchema = z.enum(['good', 'fair', 'poor']);
export type Quality = z.infer<typeof qualitySchema>;

/** What the hub says over the live socket. */
export const hubMessageSchema = z.discriminatedUnion('type', [
  /** The answer to `hello`: who one is, and the viewer's part of the state. Also sent anew when what one may see changes. */
  z.object({
    type: z.literal('snapshot'),
    selfId: idSchema,
    hubTime: instantSchema,
    state: sessionStateSchema,
    /** The router that carries the media. Another one than before has none of what the client opened there. */
    routerId: idSchema,
    rtpCapabilities: z.record(z.string(), z.unknown()),
  }),
  /** Events in order, as far as the viewer may see them; `upTo` is the log's last number even if it was withheld. */
  z.object({
    type: z.literal('events'),
    events: z.array(loggedEventSchema),
    upTo: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('accepted'), id: z.uuid(), upTo: z.number().int().nonnegative() }),
  z.object({ type: z.literal('refused'), id: z.uuid(), error: wireErrorSchema }),
  z.object({ type: z.literal('mediaReply'), id: z.uuid(), reply: z.unknown() }),
  z.object({ type: z.literal('mediaNotice'), notice: mediaNoticeSchema }),
  /** Who speaks now in the viewer's room (and, for staff, in every room). Not logged. */
  z.object({ type: z.literal('speakers'), participantIds: z.array(idSchema) }),
  /** For staff: connection quality by participant. Not logged. */
  z.object({ type: z.literal('qualities'), byParticipant: z.record(idSchema, qualitySchema) }),
  z.object({ type: z.literal('pong'), hubTime: instantSchema }),
  /** The hub is there, every `BEAT_MS`. */
  z.object({ type: z.literal('beat') }),
  /** The hub is about to close the socket, and why. `takenOver`: the seat was opened in another window. */
  z.object({
    type: z.literal('goodbye'),
    reason: z.enum(['takenOver', 'removed', 'ended', 'outdated', 'badMessage', 'signedOut', 'hubStopping']),
  }),
  /** Something the client sent could not be taken, and belongs to no request. */
  z.object({ type: z.literal('problem'), error: wireErrorSchema }),
]);
export type HubMessage = z.infer<typeof hubMessageSchema>;
export type HubMessageOf<T extends HubMessage['type']> = Extract<HubMessage, { type: T }>;
