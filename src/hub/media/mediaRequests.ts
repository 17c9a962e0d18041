import { errors } from 'mediasoup';
import type { Producer, RtpCapabilities } from 'mediasoup/types';
import type { Logger } from 'pino';
import { CirclewellError } from '../../protocol/errors.ts';
import {
  SOURCE_KINDS,
  type MediaReplyOf,
  type MediaRequest,
  type MediaRequestOf,
  type MediaSource,
} from '../../protocol/media.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { KeyFrameSpacing } from './keyFrames.ts';
import { parseRtpCapabilities, parseRtpParameters } from './mediasoupSchemas.ts';
import type { PeerConsumer, PeerMedia } from './PeerMedia.ts';
import type { IceServer } from './relayPasses.ts';

/** The reply to any media request. */
export type MediaReply = MediaReplyOf<MediaRequest['type']>;

/** What the handlers may use of the session. */
export type MediaRequestContext = {
  readonly participantId: string;
  readonly state: SessionState | null;
  readonly peer: PeerMedia | null;
  mayRun(participantId: string, source: MediaSource): boolean;
  readonly keyFrames: KeyFrameSpacing;
  /** The relays that the client may go through, each time with a new password. */
  relayPasses(): IceServer[];
  readonly logger: Logger;
  monotonic(): number;
  openPeer(rtpCapabilities: RtpCapabilities): Promise<PeerMedia>;
  /** The asking socket goes on with this peer's transports. */
  takeUp(peer: PeerMedia): void;
  watchProducer(peer: PeerMedia, producer: Producer, source: MediaSource): Promise<void>;
  producersChanged(): void;
  consumersReady(): void;
  /** Asks for a key frame whatever was asked before. False where that may not be now. */
  forceKeyFrame(producerId: string): boolean;
};

type Handlers = {
  readonly [T in MediaRequest['type']]: (
    request: MediaRequestOf<T>,
    context: MediaRequestContext,
  ) => Promise<MediaReplyOf<T>>;
};

/** A consumer's client is served a key-frame request this often at most, in milliseconds. */
const KEY_FRAME_REQUEST_MS = 250;
/** Who asks again within so long, in milliseconds, has got no frame: the request before, or the frame, was lost. */
const ASKED_AGAIN_MS = 1_500;

const HANDLERS: Handlers = {
  async openTransports({ rtpCapabilities }, context) {
    const peer = await context.openPeer(parseRtpCapabilities(rtpCapabilities));
    return { send: peer.send.options, recv: peer.recv.options, iceServers: context.relayPasses() };
  },
  async connectTransport({ direction, dtlsParameters }, context) {
    await openPeerOf(context)[direction].connect(dtlsParameters);
    return {};
  },
  async restartIce({ direction }, context) {
    const peer = openPeerOf(context);
    const iceParameters = await peer[direction].restartIce();
    if (direction === 'recv') context.takeUp(peer);
    return { iceParameters };
  },
  async produce({ source, kind, rtpParameters }, context) {
    const peer = openPeerOf(context);
    assertMayProduce(source, kind, context);
    const parsed = parseRtpParameters(rtpParameters, kind);
    const isPaused = !context.mayRun(context.participantId, source);
    const producer = await peer.produce({ source, kind, rtpParameters: parsed, isPaused });
    await context.watchProducer(peer, producer, source);
    context.producersChanged();
    return { producerId: producer.id };
  },
  async closeProducer({ source }, context) {
    const peer = openPeerOf(context);
    const producer = peer.producers.get(source);
    peer.producers.delete(source);
    producer?.close();
    if (producer) context.keyFrames.forget(producer.id);
    context.producersChanged();
    return {};
  },
  async consumerReady({ consumerIds }, context) {
    const peer = openPeerOf(context);
    // A consumer that was closed meanwhile is no mistake of the client's.
    for (const id of consumerIds) {
      const item = peer.consumers.get(id);
      if (item) item.isReady = true;
    }
    context.consumersReady();
    return {};
  },
  async setPreferredLayers({ consumerId, spatialLayer }, context) {
    const { consumer } = consumerOf(context, consumerId);
    if (consumer.type !== 'simulcast' && consumer.type !== 'svc') return {};
    const isUp = spatialLayer > (consumer.preferredLayers?.spatialLayer ?? 0);
    if (isUp && !consumer.paused) context.keyFrames.asked(consumer.producerId);
    await consumer.setPreferredLayers({ spatialLayer });
    return {};
  },
  async requestKeyFrame({ consumerId }, context) {
    const item = consumerOf(context, consumerId);
    const now = context.monotonic();
    const sinceMs = now - item.keyFrameAskedAt;
    if (item.consumer.kind !== 'video' || item.consumer.paused || sinceMs < KEY_FRAME_REQUEST_MS) return {};
    item.keyFrameAskedAt = now;
    if (sinceMs < ASKED_AGAIN_MS && context.forceKeyFrame(item.consumer.producerId)) return {};
    context.keyFrames.asked(item.consumer.producerId);
    await item.consumer.requestKeyFrame();
    return {};
  },
};

/**
 * Serves one media request (docs/spec/media.md, ME10 to ME14, ME26).
 * @throws CirclewellError; what mediasoup finds wrong with parameters becomes `invalid`, a closed object `gone`
 */
export async function handleMediaRequest(
  request: MediaRequest,
  context: MediaRequestContext,
): Promise<MediaReply> {
  try {
    return await dispatch(request, context);
  } catch (error) {
    if (error instanceof CirclewellError) throw error;
    if (error instanceof errors.NotFoundError) throw new CirclewellError('gone', 'it was closed meanwhile');
    if (error instanceof errors.WorkerClosedError)
      throw new CirclewellError('unavailable', 'the media worker died');
    // mediasoup and its worker refuse parameters with TypeError, UnsupportedError or a plain Error.
    context.logger.warn({ request: request.type, err: error }, 'mediasoup refused a request');
    throw new CirclewellError('invalid', 'mediasoup refused the parameters');
  }
}

async function dispatch<T extends MediaRequest['type']>(
  request: MediaRequestOf<T>,
  context: MediaRequestContext,
): Promise<MediaReply> {
  const handler: Handlers[T] = HANDLERS[request.type];
  return handler(request, context);
}

function openPeerOf({ peer }: MediaRequestContext): PeerMedia {
  if (!peer || peer.isClosed) throw new CirclewellError('not_found', 'no open transports');
  return peer;
}

function consumerOf(context: MediaRequestContext, consumerId: string): PeerConsumer {
  const item = openPeerOf(context).consumers.get(consumerId);
  if (!item || item.consumer.closed) throw new CirclewellError('not_found', 'no such consumer');
  return item;
}

/** ME11: by the producer's own kind and by the state, never by the label alone. */
function assertMayProduce(
  source: MediaSource,
  kind: 'audio' | 'video',
  { state, participantId }: MediaRequestContext,
): void {
  if (SOURCE_KINDS[source] !== kind)
    throw new CirclewellError('forbidden', 'the kind does not fit the source');
  if (source === 'mic' || source === 'camera') return;
  const share = state?.participants[participantId]?.share ?? null;
  const isAllowed = source === 'screen' ? share !== null : (share?.hasSound ?? false);
  if (!isAllowed) throw new CirclewellError('forbidden', 'no screen is shared', 'floor.notSharing');
}
