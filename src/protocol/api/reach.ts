import { z } from 'zod';
import { idSchema } from '../session/people.ts';
import { transportOptionsSchema } from '../media.ts';

/** The ways that media can take from a member to the hub, each tried by itself (docs/spec/hosting.md, HO20). */
export const reachWaySchema = z.enum(['udp', 'tcp', 'relay']);
export type ReachWay = z.infer<typeof reachWaySchema>;
export const REACH_WAYS: readonly ReachWay[] = reachWaySchema.options;

/** How long the hub keeps a try's transports open, in milliseconds. */
export const REACH_OPEN_MS = 30_000;

const rtcObjectSchema = z.record(z.string(), z.unknown());

/** A try: for each way the hub's end of a transport that takes no other way. */
export const reachReplySchema = z.object({
  reachId: idSchema,
  rtpCapabilities: rtcObjectSchema,
  udp: transportOptionsSchema,
  tcp: transportOptionsSchema,
  /** Null where the practice has no relay. `isTls`: it is tried over TLS alone, and otherwise as it is. */
  relay: transportOptionsSchema
    .extend({ iceServers: z.array(rtcObjectSchema).min(1), isTls: z.boolean() })
    .nullable(),
});
export type ReachReply = z.infer<typeof reachReplySchema>;

/** What the client's end of one way tells the hub's. */
export const reachConnectBodySchema = z.strictObject({ dtlsParameters: rtcObjectSchema });
