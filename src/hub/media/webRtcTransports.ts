import type { IceParameters, Transport, WebRtcTransport } from 'mediasoup/types';
import type { TransportDirection, TransportOptions } from '../../protocol/media.ts';
import { parseDtlsParameters } from './mediasoupSchemas.ts';
import type { RouterLease } from './WorkerPool.ts';

/** A transport of a peer, with what its client needs in order to make its own side of it. */
export type PeerTransport = {
  readonly transport: Transport;
  readonly options: TransportOptions;
  /** Takes the client's DTLS parameters. A repeat is harmless. @throws CirclewellError `invalid` */
  connect(dtlsParameters: unknown): Promise<void>;
  restartIce(): Promise<IceParameters>;
};

/** Makes a peer's transports. The hub's are WebRTC's; a test may hand in others on the same router. */
export type TransportOpener = (lease: RouterLease, direction: TransportDirection) => Promise<PeerTransport>;

/** How long a silent path is kept before ICE gives it up, in seconds. */
const ICE_CONSENT_TIMEOUT_S = 20;
/** Enough for several tiles in the first second, before the estimator has seen anything. */
const INITIAL_OUTGOING_BITRATE = 1_500_000;
/** A camera in three layers, a shared screen and two audio sources: no peer sends more than this, in bits a second. */
export const MAX_INCOMING_BITRATE = 6_000_000;

/** Opens a WebRtcTransport on the worker's WebRtcServer. Its owner is the PeerMedia that asked. */
export const openWebRtcTransport: TransportOpener = async ({ router, webRtcServer }, direction) => {
  const transport = await router.createWebRtcTransport({
    webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    iceConsentTimeout: ICE_CONSENT_TIMEOUT_S,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
  });
  if (direction === 'send') await transport.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
  return asPeerTransport(transport);
};

function asPeerTransport(transport: WebRtcTransport): PeerTransport {
  let connecting: Promise<void> | null = null;
  return {
    transport,
    options: {
      id: transport.id,
      iceParameters: transport.iceParameters,
      iceCandidates: transport.iceCandidates,
      dtlsParameters: transport.dtlsParameters,
    },
    async connect(given) {
      const dtlsParameters = parseDtlsParameters(given);
      connecting ??= transport.connect({ dtlsParameters });
      await connecting;
    },
    restartIce: async () => transport.restartIce(),
  };
}
