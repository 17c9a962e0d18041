import type { Device, types } from 'mediasoup-client';
import type { TransportDirection } from '../../../src/protocol/media.ts';
import type { HubLink } from './hubLink.ts';
import type { ProbeCounter } from './probe.ts';
import { parseIceServers, parseTransportOptions } from './rtcParameters.ts';
import { mediaSourceSchema } from '../../../src/protocol/media.ts';

/** The two transports of a peer. */
export interface TransportPair {
  readonly send: types.Transport;
  readonly recv: types.Transport;
  /** Idempotent. Closes what was produced and consumed on them, here; the hub closes its side with the next pair. */
  close(): void;
}

/**
 * Asks the hub for transports and makes this side of them.
 *
 * @throws CirclewellError from the hub; Error where the hub's parameters are unusable
 */
export async function openTransportPair(options: {
  device: Device;
  link: HubLink;
  probe: ProbeCounter;
  /** Looked at after the hub has answered: false ends it with null, and nothing stays open. */
  isWanted: () => boolean;
  onConnectionState: (direction: TransportDirection, state: types.ConnectionState) => void;
  /** The hub has refused a transport's DTLS parameters or a producer, or cannot be asked any more. */
  onRefused: () => void;
}): Promise<TransportPair | null> {
  const { device, link, probe } = options;
  const reply = await link.request({ type: 'openTransports', rtpCapabilities: device.recvRtpCapabilities });
  if (!options.isWanted()) return null;
  const iceServers = parseIceServers(reply.iceServers);
  const send = device.createSendTransport({ ...parseTransportOptions(reply.send), iceServers });
  const recv = device.createRecvTransport({ ...parseTransportOptions(reply.recv), iceServers });
  for (const [direction, transport] of [
    ['send', send],
    ['recv', recv],
  ] as const) {
    probe.watch(transport);
    transport.on('connect', ({ dtlsParameters }, done) => {
      // Nobody waits for the answer: the hub takes what follows in order, ICE needs no more than it has said, and DTLS says its first
      // word again where it came too early.
      done();
      link.request({ type: 'connectTransport', direction, dtlsParameters }).catch(options.onRefused);
    });
    transport.on('connectionstatechange', (state) => options.onConnectionState(direction, state));
  }
  send.on('produce', ({ kind, rtpParameters, appData }, done, fail) => {
    const source = mediaSourceSchema.safeParse(appData['source']);
    if (!source.success) {
      fail(new TypeError('a producer without a source'));
      return;
    }
    // Nor for this one: the next producer's round does not stand behind it. The hub knows a producer by its source; the id is for
    // mediasoup-client alone.
    done({ id: source.data });
    link.request({ type: 'produce', source: source.data, kind, rtpParameters }).catch(options.onRefused);
  });
  probe.count('transportBuilds');
  return {
    send,
    recv,
    close() {
      send.close();
      recv.close();
    },
  };
}

/**
 * Gets ICE and DTLS of a `recv` transport done before there is anything to receive, and mediasoup-client's probator made
 * (CL40; ADR 0032): consumers which exist here only, as the probator itself does. No packet ever comes for them.
 */
export async function warmUpRecv(device: Device, recv: types.Transport): Promise<void> {
  await Promise.all([
    recv.consume(warmUpConsumer(device, 'audio', 'audio/opus', 1_111)),
    recv.consume(warmUpConsumer(device, 'video', 'video/vp8', 1_112)),
  ]);
}

function warmUpConsumer(
  device: Device,
  kind: 'audio' | 'video',
  mimeType: string,
  ssrc: number,
): types.ConsumerOptions {
  const codec = device.recvRtpCapabilities.codecs?.find((codec) => codec.mimeType.toLowerCase() === mimeType);
  if (codec?.preferredPayloadType === undefined) throw new Error(`the router does not speak ${mimeType}`);
  return {
    id: `warm-up-${kind}`,
    producerId: `warm-up-${kind}`,
    kind,
    rtpParameters: {
      mid: `warm-up-${kind}`,
      codecs: [
        {
          mimeType: codec.mimeType,
          payloadType: codec.preferredPayloadType,
          clockRate: codec.clockRate,
          ...(codec.channels === undefined ? {} : { channels: codec.channels }),
          parameters: {},
          rtcpFeedback: codec.rtcpFeedback ?? [],
        },
      ],
      headerExtensions: [],
      encodings: [{ ssrc }],
      rtcp: { cname: 'warm-up', reducedSize: true, mux: true },
    },
  };
}
