import type { Consumer, Producer, RtpCapabilities, RtpParameters } from 'mediasoup/types';
import { CirclewellError } from '../../protocol/errors.ts';
import type { MediaSource } from '../../protocol/media.ts';
import { KEY_FRAME_REQUEST_DELAY_MS } from './codecs.ts';
import type { PeerTransport, TransportOpener } from './webRtcTransports.ts';
import type { RouterLease } from './WorkerPool.ts';

/** A consumer of a peer and what the hub knows beside mediasoup's own figures. */
export type PeerConsumer = {
  readonly consumer: Consumer;
  readonly speakerId: string;
  readonly source: MediaSource;
  /** What the client was last told: that it is to hear it. */
  isHeard: boolean;
  /** The client has set up its side. */
  isReady: boolean;
  /** When the client last asked for a key frame, on the monotonic clock; -Infinity if never. */
  keyFrameAskedAt: number;
};

/** So many closed consumers are told again to a client that takes its transports up after a lost socket. */
const MAX_CLOSED_KEPT = 200;

/**
 * One pair of transports of one participant with all that is on them. A new `openTransports` makes a new one and closes
 * this one. Owner: the session's MediaSession. Consumers are touched by the Reconciler alone.
 */
export class PeerMedia {
  readonly participantId: string;
  readonly rtpCapabilities: RtpCapabilities;
  readonly send: PeerTransport;
  readonly recv: PeerTransport;
  readonly producers = new Map<MediaSource, Producer>();
  /** consumer id → consumer */
  readonly consumers = new Map<string, PeerConsumer>();
  /** Producers which this peer's browser cannot decode. */
  readonly unconsumable = new Set<string>();
  #closedIds: string[] = [];
  #isClosed = false;

  private constructor(
    participantId: string,
    rtpCapabilities: RtpCapabilities,
    send: PeerTransport,
    recv: PeerTransport,
  ) {
    this.participantId = participantId;
    this.rtpCapabilities = rtpCapabilities;
    this.send = send;
    this.recv = recv;
  }

  /** Opens both transports. @throws what mediasoup throws where the router is closed */
  static async open(options: {
    participantId: string;
    rtpCapabilities: RtpCapabilities;
    lease: RouterLease;
    openTransport: TransportOpener;
  }): Promise<PeerMedia> {
    const { lease, openTransport } = options;
    const [send, recv] = await Promise.allSettled([
      openTransport(lease, 'send'),
      openTransport(lease, 'recv'),
    ]);
    if (send.status === 'fulfilled' && recv.status === 'fulfilled') {
      return new PeerMedia(options.participantId, options.rtpCapabilities, send.value, recv.value);
    }
    for (const opened of [send, recv]) if (opened.status === 'fulfilled') opened.value.transport.close();
    throw new CirclewellError('unavailable', 'the transports could not be opened');
  }

  get isClosed(): boolean {
    return this.#isClosed || this.send.transport.closed || this.recv.transport.closed;
  }

  /** Ids of consumers closed lately, for a client that may have missed it. */
  get closedIds(): readonly string[] {
    return this.#closedIds;
  }

  /** Remembers that a consumer is gone. Called by the Reconciler. */
  consumerClosed(consumerId: string): void {
    this.consumers.delete(consumerId);
    this.#closedIds = [...this.#closedIds, consumerId].slice(-MAX_CLOSED_KEPT);
  }

  /**
   * Makes a producer, in place of the one there was of that source.
   * @throws CirclewellError `gone` if the peer was closed meanwhile; TypeError or mediasoup's errors on bad parameters
   */
  async produce(options: {
    source: MediaSource;
    kind: 'audio' | 'video';
    rtpParameters: RtpParameters;
    isPaused: boolean;
  }): Promise<Producer> {
    const { source, kind, rtpParameters, isPaused } = options;
    this.producers.get(source)?.close();
    this.producers.delete(source);
    const producer = await this.send.transport.produce({
      kind,
      rtpParameters,
      paused: isPaused,
      ...(kind === 'video' ? { keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS } : {}),
      appData: { participantId: this.participantId, source },
    });
    if (this.isClosed) {
      producer.close();
      throw new CirclewellError('gone', 'the transports were closed');
    }
    this.producers.set(source, producer);
    return producer;
  }

  /** Closes both transports, and with them producers and consumers. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.send.transport.close();
    this.recv.transport.close();
    this.producers.clear();
    this.consumers.clear();
  }
}
