import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { TransportListenInfo } from 'mediasoup/types';

/** Where media is listened for and how it is announced. */
export type ListenConfig = {
  /** `0.0.0.0` for all of the machine's addresses. */
  readonly listenIp: string;
  /** The address or host name that clients reach, where it is not the machine's own (behind NAT). */
  readonly announcedAddress?: string;
  /** UDP and TCP port of the first worker; each further worker takes the next one. 0: any free ports. */
  readonly mediaPort: number;
};

/** More candidates than this make ICE slower, and a machine with so many addresses has virtual ones among them. */
const MAX_ADDRESSES = 4;

/** The listenInfos of the worker with this index: for each address a UDP and a TCP one (docs/spec/media.md, ME3). */
export function listenInfosOf(
  config: ListenConfig,
  workerIndex: number,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): TransportListenInfo[] {
  const port = config.mediaPort === 0 ? {} : { port: config.mediaPort + workerIndex };
  return addressesOf(config, interfaces).flatMap((address) => [
    { protocol: 'udp', ...address, ...port },
    { protocol: 'tcp', ...address, ...port },
  ]);
}

function addressesOf(
  { listenIp, announcedAddress }: ListenConfig,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): { ip: string; announcedAddress?: string }[] {
  if (announcedAddress) return [{ ip: listenIp, announcedAddress }];
  if (listenIp !== '0.0.0.0') return [{ ip: listenIp }];
  const own = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4')
    .sort((a, b) => Number(a.internal) - Number(b.internal))
    .map(({ address }) => address);
  const loopback = own.filter((ip) => ip.startsWith('127.')).slice(0, 1);
  const outward = own.filter((ip) => !ip.startsWith('127.')).slice(0, MAX_ADDRESSES - 1);
  return [...outward, ...loopback].map((ip) => ({ ip }));
}
