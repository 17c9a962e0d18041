import { availableParallelism } from 'node:os';
import { freePorts } from '../../support/freePorts.ts';
import { startSampleHub, type SampleHub } from '../../support/sampleHub.ts';
import { Random } from '../../sim/core/Random.ts';
import { Sky, type FlowInfo } from './Sky.ts';
import { TcpProxy } from './TcpProxy.ts';
import { UdpProxy } from './UdpProxy.ts';

/** Where the hub itself listens, and where members reach it: the same ports, with the proxy before them. */
const HUB = '127.0.0.2';
const OUTSIDE = '127.0.0.1';

/** A hub whose members' links lead through a proxy, with their media. Staff, at its console, reach it directly. */
export type ProxiedHub = {
  readonly hub: SampleHub;
  readonly sky: Sky;
  readonly mediaPorts: readonly number[];
  /** Every flow through the proxy, as far as it stands. */
  flows(): readonly FlowInfo[];
  /** Gives somebody's media another address before the hub. */
  move(isMeant: (flow: FlowInfo) => boolean): void;
  /** Ends hub and proxies. Idempotent. */
  close(): Promise<void>;
};

/** @param seed what the weather is drawn from */
export async function startProxiedHub(seed: number): Promise<ProxiedHub> {
  const sky = new Sky();
  const random = new Random(seed);
  const port = await freePorts(1 + availableParallelism());
  const firstMediaPort = port + 1;
  const hub = await startSampleHub(
    ['--host', HUB, '--public-url', `http://${OUTSIDE}:${port}`, '--media-port', String(firstMediaPort)],
    { port },
  );
  const before = (at: number) => ({
    listen: { host: OUTSIDE, port: at },
    target: { host: HUB, port: at },
    sky,
    random: random.fork(),
  });
  const mediaPorts = Array.from({ length: availableParallelism() }, (_, index) => firstMediaPort + index);
  const tcp = await Promise.all([port, ...mediaPorts].map(async (at) => TcpProxy.open(before(at))));
  const udp = await Promise.all(mediaPorts.map(async (at) => UdpProxy.open(before(at))));
  return {
    hub,
    sky,
    mediaPorts,
    flows: () => [...tcp, ...udp].flatMap(({ flows }) => flows),
    move(isMeant) {
      for (const proxy of udp) proxy.move(isMeant);
    },
    async close() {
      await Promise.all([...tcp, ...udp].map(async (proxy) => proxy.close()));
      await hub.close();
    },
  };
}

/**
 * Sends a page's media through the proxy: in what the page is told of the hub's addresses, the hub's own is replaced. Runs in the page
 * before anything else; self-contained, because it is sent as text.
 */
export function installWayThroughProxy(): void {
  const Plain = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Plain {
    override setRemoteDescription(description: RTCSessionDescriptionInit) {
      const sdp = description.sdp?.replaceAll('127.0.0.2', '127.0.0.1') ?? '';
      return super.setRemoteDescription({ ...description, sdp });
    }
  };
}
