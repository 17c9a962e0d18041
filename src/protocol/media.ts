import { z } from 'zod';
import { idSchema } from './session/people.ts';

/**
 * What is said about media between a client and the hub. The words and shapes are mediasoup's;
 * the large parameter objects are parsed by mediasoup itself, so here they are only held to be plain objects.
 */
const rtcObjectSchema = z.record(z.string().max(100), z.unknown());

/** Where a producer's media comes from. The hub checks it against the producer's own kind. */
export const mediaSourceSchema = z.enum(['mic', 'camera', 'screen', 'screenAudio']);
export type MediaSource = z.infer<typeof mediaSourceSchema>;

/** The mediasoup kind that each source must have. */
export const SOURCE_KINDS: Readonly<Record<MediaSource, 'audio' | 'video'>> = {
  mic: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
};

export const transportDirectionSchema = z.enum(['send', 'recv']);
export type TransportDirection = z.infer<typeof transportDirectionSchema>;

/** What a client can ask of the hub's media. Each has one reply (`mediaReplySchemas`). */
export const mediaRequestSchema = z.discriminatedUnion('type', [
  /** Makes (or makes anew) the peer's two transports. The reply has all a mediasoup-client Device needs. */
  z.strictObject({ type: z.literal('openTransports'), rtpCapabilities: rtcObjectSchema }),
  z.strictObject({
    type: z.literal('connectTransport'),
    direction: transportDirectionSchema,
    dtlsParameters: rtcObjectSchema,
  }),
  z.strictObject({ type: z.literal('restartIce'), direction: transportDirectionSchema }),
  z.strictObject({
    type: z.literal('produce'),
    source: mediaSourceSchema,
    kind: z.enum(['audio', 'video']),
    rtpParameters: rtcObjectSchema,
  }),
  z.strictObject({ type: z.literal('closeProducer'), source: mediaSourceSchema }),
  /** The client has set up its side of a consumer; until then the hub keeps it paused. */
  z.strictObject({ type: z.literal('consumerReady'), consumerIds: z.array(idSchema).min(1).max(200) }),
  /** The highest simulcast layers wanted of a consumer, by the size at which it is drawn. */
  z.strictObject({
    type: z.literal('setPreferredLayers'),
    consumerId: idSchema,
    spatialLayer: z.number().int().min(0).max(3),
  }),
  /** No frame was decoded after a resume: ask the producer for a key frame once more. */
  z.strictObject({ type: z.literal('requestKeyFrame'), consumerId: idSchema }),
]);
export type MediaRequest = z.infer<typeof mediaRequestSchema>;
export type MediaRequestOf<T extends MediaRequest['type']> = Extract<MediaRequest, { type: T }>;

export const transportOptionsSchema = z.object({
  id: idSchema,
  iceParameters: rtcObjectSchema,
  iceCandidates: z.array(rtcObjectSchema),
  dtlsParameters: rtcObjectSchema,
});
export type TransportOptions = z.infer<typeof transportOptionsSchema>;

/** The reply to each media request, by its type. */
export const mediaReplySchemas = {
  openTransports: z.object({
    send: transportOptionsSchema,
    recv: transportOptionsSchema,
    iceServers: z.array(rtcObjectSchema),
  }),
  connectTransport: z.object({}),
  restartIce: z.object({ iceParameters: rtcObjectSchema }),
  produce: z.object({ producerId: idSchema }),
  closeProducer: z.object({}),
  consumerReady: z.object({}),
  setPreferredLayers: z.object({}),
  requestKeyFrame: z.object({}),
} as const satisfies Record<MediaRequest['type'], z.ZodType>;
export type MediaReplyOf<T extends MediaRequest['type']> = z.infer<(typeof mediaReplySchemas)[T]>;

/** What the hub makes known about media without being asked. */
export const mediaNoticeSchema = z.discriminatedUnion('type', [
  /** New consumers on the hub, paused until the client has answered `consumerReady`. Sent in one batch. */
  z.object({
    type: z.literal('consumersAdded'),
    consumers: z.array(
      z.object({
        consumerId: idSchema,
        producerId: idSchema,
        participantId: idSchema,
        source: mediaSourceSchema,
        kind: z.enum(['audio', 'video']),
        rtpParameters: rtcObjectSchema,
        isPaused: z.boolean(),
      }),
    ),
  }),
  z.object({ type: z.literal('consumersClosed'), consumerIds: z.array(idSchema) }),
  /** Consumers that the hub began or stopped to forward (rooms, mute, shield). No renegotiation follows. */
  z.object({ type: z.literal('consumersSwitched'), resumed: z.array(idSchema), paused: z.array(idSchema) }),
  /** The hub lost the peer's media (its worker died or was replaced): open transports and produce again. */
  z.object({ type: z.literal('mediaReset'), routerId: idSchema, rtpCapabilities: rtcObjectSchema }),
]);
export type MediaNotice = z.infer<typeof mediaNoticeSchema>;
