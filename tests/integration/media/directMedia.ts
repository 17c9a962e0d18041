import type { Consumer, DirectTransport, Producer, RtpCapabilities } from 'mediasoup/types';
import type { TransportOpener } from '../../../src/hub/media/webRtcTransports.ts';
import type { MediaRequest, MediaSource } from '../../../src/protocol/media.ts';

/** The payload types, ids and SSRCs of the tests' streams. */
const OPUS = 111;
const VP8 = 96;
const LEVEL_EXTENSION = 10;
const SSRCS: Readonly<Record<MediaSource, number>> = {
  mic: 1_001,
  camera: 1_002,
  screen: 1_003,
  screenAudio: 1_004,
};

const LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';

/** A browser's rtpCapabilities, as far as the hub's codecs go. */
export const RTP_CAPABILITIES = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
      parameters: {},
      rtcpFeedback: [],
    },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
    },
  ],
  headerExtensions: [],
} satisfies RtpCapabilities;

/** What a browser says when it makes a producer of this source. */
export function produceRequest(source: MediaSource): Extract<MediaRequest, { type: 'produce' }> {
  const isAudio = source === 'mic' || source === 'screenAudio';
  const encodings = [{ ssrc: SSRCS[source] }];
  const rtpParameters = isAudio
    ? {
        codecs: [
          {
            mimeType: 'audio/opus',
            payloadType: OPUS,
            clockRate: 48_000,
            channels: 2,
            parameters: {},
            rtcpFeedback: [],
          },
        ],
        headerExtensions: [{ uri: LEVEL_URI, id: LEVEL_EXTENSION, encrypt: false, parameters: {} }],
        encodings,
        rtcp: { cname: source },
      }
    : {
        codecs: [
          {
            mimeType: 'video/VP8',
            payloadType: VP8,
            clockRate: 90_000,
            parameters: {},
            rtcpFeedback: [{ type: 'nack', parameter: 'pli' }],
          },
        ],
        headerExtensions: [],
        encodings,
        rtcp: { cname: source },
      };
  return { type: 'produce', source, kind: isAudio ? 'audio' : 'video', rtpParameters };
}

/** A camera in two layers, as simulcast sends it. */
export function produceSimulcastRequest(): Extract<MediaRequest, { type: 'produce' }> {
  const single = produceRequest('camera');
  const encodings = [{ ssrc: SSRCS.camera }, { ssrc: SSRCS.camera + 1_000 }];
  return { ...single, rtpParameters: { ...single.rtpParameters, encodings } };
}

/**
 * Transports in the same process on the hub's own routers: media without browsers. Packets go in by `speak` and are
 * counted where they come out.
 */
export class DirectMedia {
  /** `from>to source` → packets that came out of consumers. */
  readonly arrived = new Map<string, number>();
  /** When a producer was asked for a key frame (PLI), on the monotonic clock. */
  readonly keyFrameRequests: number[] = [];
  readonly #producers = new Set<Producer>();
  readonly #sequences = new Map<string, number>();
  readonly #receivers = new Map<
    DirectTransport,
    { readonly owner: string; readonly consumers: Set<Consumer> }
  >();
  #nextOwner: string | null = null;

  /** Hand this to the hub in place of its WebRTC transports. */
  readonly open: TransportOpener = async ({ router }, direction) => {
    const transport = await router.createDirectTransport();
    const consumers = new Set<Consumer>();
    if (direction === 'recv') this.#receivers.set(transport, { owner: this.#nextOwner ?? '?', consumers });
    transport.on('rtcp', (packet) => {
      // RFC 4585: payload-specific feedback (206) of format 1 is a picture loss indication.
      if (packet[1] === 206 && ((packet[0] ?? 0) & 0x1f) === 1) this.keyFrameRequests.push(performance.now());
    });
    transport.observer.on('newproducer', (producer) => {
      this.#producers.add(producer);
      producer.observer.once('close', () => this.#producers.delete(producer));
    });
    transport.observer.on('newconsumer', (consumer) => {
      consumers.add(consumer);
      consumer.observer.once('close', () => consumers.delete(consumer));
      const to = this.#receivers.get(transport)?.owner ?? '?';
      const { participantId, source } = consumer.appData;
      const key = `${String(participantId)}>${to} ${String(source)}`;
      consumer.on('rtp', () => this.arrived.set(key, (this.arrived.get(key) ?? 0) + 1));
    });
    return {
      transport,
      options: { id: transport.id, iceParameters: {}, iceCandidates: [], dtlsParameters: {} },
      connect: async () => undefined,
      restartIce: async () => ({ usernameFragment: 'direct', password: 'direct', iceLite: true }),
    };
  };

  /** The next transports that are opened are this participant's. */
  opensFor(participantId: string): void {
    this.#nextOwner = participantId;
  }

  /** The producer of one participant's source. @throws Error where there is none */
  producerOf(participantId: string, source: MediaSource): Producer {
    for (const producer of this.#producers) {
      const { appData } = producer;
      if (appData['participantId'] === participantId && appData['source'] === source) return producer;
    }
    throw new Error(`${participantId} has no ${source}`);
  }

  /** Everybody's microphones and cameras send one packet each. */
  sendAll(): void {
    for (const producer of this.#producers) this.#send(producer);
  }

  /** One participant's source sends one packet. */
  sendFrom(participantId: string, source: MediaSource): void {
    this.#send(this.producerOf(participantId, source));
  }

  /** One participant's source sends so many big packets at once, of whatever is in them. */
  floodFrom(participantId: string, source: MediaSource, packets: number): void {
    const producer = this.producerOf(participantId, source);
    const [{ ssrc = 0 } = {}] = producer.rtpParameters.encodings ?? [];
    for (let left = packets; left > 0; left -= 1) {
      const sequence = (this.#sequences.get(producer.id) ?? 0) + 1;
      this.#sequences.set(producer.id, sequence);
      producer.send(Buffer.concat([opusPacket(ssrc, sequence), Buffer.alloc(1_100, 0x55)]));
    }
  }

  /** Somebody who receives asks for a key frame of each camera that they get, by RTCP, in one of both ways (RFC 4585, 6.3.1; RFC 5104, 4.3.1). */
  askForKeyFrames(participantId: string, way: 'PLI' | 'FIR', count: number): void {
    for (const [transport, { owner, consumers }] of this.#receivers) {
      if (owner !== participantId || transport.closed) continue;
      for (const { kind, rtpParameters } of consumers) {
        const [{ ssrc = 0 } = {}] = rtpParameters.encodings ?? [];
        if (kind !== 'video') continue;
        for (let asked = 0; asked < count; asked += 1) transport.sendRtcp(keyFrameRequest(way, ssrc, asked));
      }
    }
  }

  /** One participant's source sends a packet every so often until it is stopped, or closed with the hub after a test that failed. @returns what stops it */
  stream(participantId: string, source: MediaSource, everyMs: number): () => void {
    const producer = this.producerOf(participantId, source);
    const timer = setInterval(() => this.#send(producer), everyMs);
    const stop = () => clearInterval(timer);
    producer.observer.once('close', stop);
    return stop;
  }

  #send(producer: Producer): void {
    const sequence = (this.#sequences.get(producer.id) ?? 0) + 1;
    this.#sequences.set(producer.id, sequence);
    for (const { ssrc = 0 } of producer.rtpParameters.encodings ?? []) {
      producer.send(
        producer.kind === 'audio' ? opusPacket(ssrc, sequence) : vp8KeyFramePacket(ssrc, sequence),
      );
    }
  }
}

function header(
  payloadType: number,
  ssrc: number,
  sequence: number,
  ticks: number,
  hasExtension: boolean,
): Buffer {
  const bytes = Buffer.alloc(12);
  bytes[0] = hasExtension ? 0x90 : 0x80;
  bytes[1] = payloadType | 0x80;
  bytes.writeUInt16BE(sequence & 0xffff, 2);
  bytes.writeUInt32BE((sequence * ticks) >>> 0, 4);
  bytes.writeUInt32BE(ssrc, 8);
  return bytes;
}

/** 20 ms of loud speech: the level extension says -10 dBov with voice activity (RFC 6464). */
function opusPacket(ssrc: number, sequence: number): Buffer {
  const extension = Buffer.from([0xbe, 0xde, 0, 1, (LEVEL_EXTENSION << 4) | 0, 0x80 | 10, 0, 0]);
  return Buffer.concat([header(OPUS, ssrc, sequence, 960, true), extension, Buffer.alloc(40, 0x55)]);
}

/** A whole VP8 key frame of 16 by 16 in one packet (RFC 7741). */
function vp8KeyFramePacket(ssrc: number, sequence: number): Buffer {
  const payload = Buffer.from([
    0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x10, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00,
  ]);
  return Buffer.concat([header(VP8, ssrc, sequence, 3_000, false), payload]);
}

function keyFrameRequest(way: 'PLI' | 'FIR', ssrc: number, sequence: number): Buffer {
  const isFir = way === 'FIR';
  const packet = Buffer.alloc(isFir ? 20 : 12);
  packet.set([0x80 | (isFir ? 4 : 1), 206, 0, isFir ? 4 : 2]);
  packet.writeUInt32BE(1, 4);
  packet.writeUInt32BE(isFir ? 0 : ssrc, 8);
  if (isFir) {
    packet.writeUInt32BE(ssrc, 12);
    packet[16] = sequence & 0xff;
  }
  return packet;
}
