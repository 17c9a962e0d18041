import { z } from 'zod';

/** What a benchmark asks of the code that it has put into the hub's process, each with one answer. */
export const insideRequestSchema = z.discriminatedUnion('type', [
  /** Serves the bare pages of this folder, with routers on the very worker that carries the product's session. */
  z.object({ type: z.literal('serveBare'), id: z.number(), pagesDir: z.string() }),
  /** Every consumer there is on any worker, with the worker's own count of packets. */
  z.object({ type: z.literal('count'), id: z.number() }),
  /** Breaks the isolation on purpose: forwards, or no longer forwards, one consumer, whatever the state says. */
  z.object({ type: z.literal('forward'), id: z.number(), consumerId: z.string(), isForwarded: z.boolean() }),
]);
export type InsideRequest = z.infer<typeof insideRequestSchema>;

const countedSchema = z.object({
  consumerId: z.string(),
  producerId: z.string(),
  transportId: z.string(),
  isPaused: z.boolean(),
  packetsSent: z.number(),
});
/** One consumer on the hub, as mediasoup's worker counts it. */
export type Counted = z.infer<typeof countedSchema>;

export const insideReplySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('serving'), id: z.number(), port: z.number() }),
  z.object({ type: z.literal('counted'), id: z.number(), consumers: z.array(countedSchema) }),
  z.object({ type: z.literal('forwarded'), id: z.number() }),
  z.object({ type: z.literal('failed'), id: z.number(), why: z.string() }),
]);
export type InsideReply = z.infer<typeof insideReplySchema>;
