import type { Device, types } from 'mediasoup-client';
import { z } from 'zod';
import type { ReachReply } from '../../../src/protocol/api/reach.ts';
import { parseIceServers, parseTransportOptions } from '../../live/media/rtcParameters.ts';
import { warmUpRecv } from '../../live/media/transportPair.ts';

/** How long a way may take to come about, in milliseconds. ICE itself gives up later. */
const PATIENCE_MS = 12_000;

/** What came of a way. The round trip is in milliseconds, and null where the browser does not tell it. */
export type WayOutcome =
  | { readonly works: true; readonly roundTripMs: number | null }
  | { readonly works: false };

/**
 * Tries one way, with all that a session needs of it but media: ICE and DTLS. Nothing stays open.
 *
 * @param device loaded with the hub's capabilities.
 * @param offer the hub's end, which offers this way alone; for the relay with the relays to go through.
 * @param connect hands this end's DTLS parameters to the hub.
 */
export async function tryWay(
  device: Device,
  offer: ReachReply['udp'] & { readonly iceServers?: readonly object[] },
  connect: (dtlsParameters: object) => Promise<void>,
): Promise<WayOutcome> {
  const transport = device.createRecvTransport({
    ...parseTransportOptions(offer),
    ...(offer.iceServers && {
      iceServers: parseIceServers(offer.iceServers),
      iceTransportPolicy: 'relay' as const,
    }),
  });
  transport.on('connect', ({ dtlsParameters }, done, fail) => {
    connect(dtlsParameters).then(done, fail);
  });
  try {
    if (!(await comesAbout(device, transport))) return { works: false };
    return { works: true, roundTripMs: await roundTripOf(transport) };
  } finally {
    transport.close();
  }
}

function comesAbout(device: Device, transport: types.Transport): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), PATIENCE_MS);
    const finish = (works: boolean): void => {
      clearTimeout(timer);
      resolve(works);
    };
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') finish(true);
      else if (state === 'failed' || state === 'closed') finish(false);
    });
    warmUpRecv(device, transport).catch(() => finish(false));
  });
}

/** The report of the pair of addresses that carries the transport (W3C webrtc-stats), times in seconds. */
const carryingPairSchema = z.object({
  type: z.literal('candidate-pair'),
  state: z.literal('succeeded'),
  currentRoundTripTime: z.number(),
});

async function roundTripOf(transport: types.Transport): Promise<number | null> {
  for (const report of (await transport.getStats()).values()) {
    const pair = carryingPairSchema.safeParse(report);
    if (pair.success) return pair.data.currentRoundTripTime * 1000;
  }
  return null;
}
