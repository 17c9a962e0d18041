import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { TransportListenInfo } from 'mediasoup/types';

/** Where media is listened for and how it is announced. */
export type ListenConfig = {
  /** `0.0.0.0` for all of the machine's IPv4 addresses, `::` for those of both kinds. */
  readonly listenIp: string;
  /** The address or host name that clients reach, where it is not the machine's own (behind NAT). */
  readonly announcedAddress?: string;
  /** UDP and TCP port of the first worker; each further worker takes the next one. 0: any free ports. */
  readonly mediaPort: number;
};

/** More candidates than this, of a kind, make ICE slower, and a machine with so many addresses has virtual ones among them. */
const MAX_OUTWARD = 3;

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
  const families = WILDCARDS[listenIp];
  if (!families) return [{ ip: listenIp }];
  const own = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  // The loopbacks last: they are of use to this machine alone.
  const [outward, loopbacks] = [own.filter(isOutward), own.filter(isLoopback)];
  return [
    ...families.flatMap((family) => ofFamily(outward, family).slice(0, MAX_OUTWARD)),
    ...families.flatMap((family) => ofFamily(loopbacks, family).slice(0, 1)),
  ].map(({ address }) => ({ ip: address }));
}

type Family = NetworkInterfaceInfo['family'];

/** What a wildcard stands for. It is never announced itself: no client can send anything there. */
const WILDCARDS: Readonly<Record<string, readonly Family[]>> = {
  '0.0.0.0': ['IPv4'],
  '::': ['IPv4', 'IPv6'],
};

function ofFamily(infos: readonly NetworkInterfaceInfo[], family: Family): NetworkInterfaceInfo[] {
  return infos
    .filter((info) => info.family === family)
    .sort((a, b) => Number(a.internal) - Number(b.internal));
}

function isLoopback({ address }: NetworkInterfaceInfo): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** fe80::/10 is good only together with an interface's name, which differs from machine to machine (RFC 4007). */
function isOutward(info: NetworkInterfaceInfo): boolean {
  return !isLoopback(info) && !(info.family === 'IPv6' && /^fe[89ab]/i.test(info.address));
}
