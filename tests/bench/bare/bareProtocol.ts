import { z } from 'zod';
import { mediaNoticeSchema, mediaRequestSchema } from '../../../src/protocol/media.ts';

/**
 * What a bare page and the bare server say to each other: the product's own words for media and, around them, only what is
 * needed to be in one router or another. No session, no log, no rights.
 */
export const bareClientMessageSchema = z.discriminatedUnion('type', [
  /** Goes to a room, which is a router of its own. What the peer had elsewhere is closed. */
  z.object({ type: z.literal('join'), name: z.string(), room: z.string() }),
  z.object({ type: z.literal('media'), id: z.string(), request: mediaRequestSchema }),
  z.object({ type: z.literal('leave') }),
  /** Tells everybody named where to go: name → room. */
  z.object({ type: z.literal('send'), rooms: z.record(z.string(), z.string()) }),
]);
export type BareClientMessage = z.infer<typeof bareClientMessageSchema>;

export const bareServerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), rtpCapabilities: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('mediaReply'), id: z.string(), reply: z.unknown() }),
  z.object({ type: z.literal('mediaNotice'), notice: mediaNoticeSchema }),
  z.object({ type: z.literal('go'), room: z.string() }),
]);
export type BareServerMessage = z.infer<typeof bareServerMessageSchema>;
