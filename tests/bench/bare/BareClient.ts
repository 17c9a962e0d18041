import { Device, type types } from 'mediasoup-client';
import { z } from 'zod';
import { cameraProfileFor } from '../../../renderer/live/capture/cameraProfile.ts';
import {
  parseRtpCapabilities,
  parseRtpParameters,
  parseTransportOptions,
} from '../../../renderer/live/media/rtcParameters.ts';
import { sendOptionsFor } from '../../../renderer/live/media/sendOptions.ts';
import {
  mediaSourceSchema,
  type MediaNotice,
  type MediaSource,
  type TransportDirection,
} from '../../../src/protocol/media.ts';
import type { MediaLine } from './mediaLine.ts';

/** The member of WebRTC's statistics that is read here; mediasoup's own probing stream is nobody's. */
const inboundSchema = z.object({
  type: z.literal('inbound-rtp'),
  trackIdentifier: z.string().refine((id) => id !== 'probator'),
  packetsReceived: z.number(),
  timestamp: z.number(),
  lastPacketReceivedTimestamp: z.number().optional(),
});

export type Heard = {
  readonly participantId: string;
  readonly source: MediaSource;
  readonly track: MediaStreamTrack;
};

/**
 * The least that a competent page does with mediasoup-client: loads the Device, makes two transports, produces microphone and
 * camera with the product's own codec and simulcast options, consumes each batch that it is told of in one round, and says
 * when it is ready for it.
 */
export class BareClient {
  readonly #tracks: readonly MediaStreamTrack[];
  readonly #onHeard: (heard: Heard) => void;
  readonly #consumers = new Map<string, types.Consumer>();
  readonly #early: MediaNotice[] = [];
  #line: MediaLine | null = null;
  #send: types.Transport | null = null;
  #recv: types.Transport | null = null;

  constructor(tracks: readonly MediaStreamTrack[], onHeard: (heard: Heard) => void) {
    this.#tracks = tracks;
    this.#onHeard = onHeard;
  }

  /** Opens both transports and produces. Resolves when both producers are there. */
  async start(line: MediaLine, device: Device): Promise<void> {
    this.#line = line;
    const reply = await line.request({ type: 'openTransports', rtpCapabilities: device.recvRtpCapabilities });
    this.#send = device.createSendTransport(parseTransportOptions(reply.send));
    this.#recv = device.createRecvTransport(parseTransportOptions(reply.recv));
    this.#connect('send', this.#send);
    this.#connect('recv', this.#recv);
    this.#send.on('produce', ({ kind, rtpParameters, appData }, done, fail) => {
      const source = mediaSourceSchema.parse(appData['source']);
      line
        .request({ type: 'produce', source, kind, rtpParameters })
        .then(({ producerId }) => done({ id: producerId }), fail);
    });
    for (const notice of this.#early.splice(0)) this.onNotice(notice);
    const camera = cameraProfileFor(navigator.hardwareConcurrency);
    await Promise.all(
      this.#tracks.map(async (track) => {
        const source = track.kind === 'audio' ? 'mic' : 'camera';
        return this.#send?.produce({
          ...sendOptionsFor(source, camera),
          track,
          stopTracks: false,
          appData: { source },
        });
      }),
    );
  }

  onNotice(notice: MediaNotice): void {
    if (!this.#recv) {
      this.#early.push(notice);
      return;
    }
    if (notice.type === 'consumersAdded') void this.#consume(notice.consumers, this.#recv);
    if (notice.type === 'consumersClosed')
      for (const id of notice.consumerIds) this.#consumers.get(id)?.close();
  }

  /** Packets that have come in so far, by stream. */
  async received(): Promise<number[]> {
    return (await this.#inbound()).map(({ packetsReceived }) => packetsReceived);
  }

  /** How long ago the newest packet came in, in milliseconds, by stream; infinite where none has. */
  async silences(): Promise<ReadonlyMap<string, number>> {
    return new Map(
      (await this.#inbound()).map(({ trackIdentifier, timestamp, lastPacketReceivedTimestamp }) => [
        trackIdentifier,
        timestamp - (lastPacketReceivedTimestamp ?? Number.NEGATIVE_INFINITY),
      ]),
    );
  }

  /** Closes both transports, and with them all that is on them. */
  close(): void {
    this.#send?.close();
    this.#recv?.close();
    this.#send = null;
    this.#recv = null;
    this.#consumers.clear();
    this.#early.length = 0;
  }

  async #inbound(): Promise<z.infer<typeof inboundSchema>[]> {
    const report = (await this.#recv?.getStats()) ?? new Map<string, unknown>();
    return [...report.values()].flatMap((stat) => {
      const parsed = inboundSchema.safeParse(stat);
      return parsed.success ? [parsed.data] : [];
    });
  }

  async #consume(
    added: Extract<MediaNotice, { type: 'consumersAdded' }>['consumers'],
    recv: types.Transport,
  ): Promise<void> {
    const made = await Promise.all(
      added.map(async ({ consumerId, producerId, participantId, source, kind, rtpParameters }) => {
        const parameters = parseRtpParameters(rtpParameters);
        const consumer = await recv.consume({
          id: consumerId,
          producerId,
          kind,
          rtpParameters: parameters,
          streamId: encodeURIComponent(participantId),
        });
        this.#consumers.set(consumerId, consumer);
        this.#onHeard({ participantId, source, track: consumer.track });
        return consumer.id;
      }),
    );
    if (!recv.closed) await this.#line?.request({ type: 'consumerReady', consumerIds: made });
  }

  #connect(direction: TransportDirection, transport: types.Transport): void {
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      this.#line?.request({ type: 'connectTransport', direction, dtlsParameters }).then(() => done(), fail);
    });
  }
}

/** A Device loaded with what the server's router can do. */
export async function loadDevice(line: MediaLine): Promise<Device> {
  const device = new Device();
  await device.load({ routerRtpCapabilities: parseRtpCapabilities(line.rtpCapabilities) });
  return device;
}
