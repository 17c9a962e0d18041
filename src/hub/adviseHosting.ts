import { BlockList, isIP } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { HubConfig } from './config.ts';

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

/** Addresses that lead nowhere from the internet: RFC 1918, 6598, 4193, loopback and link-local. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('100.64.0.0', 10);
PRIVATE.addSubnet('127.0.0.0', 8);
PRIVATE.addSubnet('169.254.0.0', 16);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Whether others than this machine's own people are to reach the hub. */
export function isReachedByOthers({ publicUrl, host }: Pick<HubConfig, 'publicUrl' | 'host'>): boolean {
  return publicUrl !== null || !LOOPBACK_HOSTS.includes(host);
}

/** What would keep members from a hosted hub, as sentences for its operator (HO7); none for a hub on one's own machine. */
export function adviseHosting(
  config: Pick<HubConfig, 'publicUrl' | 'host' | 'tls' | 'media'>,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): string[] {
  if (!isReachedByOthers(config)) return [];
  const { publicUrl, tls, media } = config;
  const advice: string[] = [];
  const isSecure = publicUrl === null ? tls !== null : publicUrl.startsWith('https:');
  if (!isSecure)
    advice.push(
      'Browsers give camera and microphone to pages over HTTPS alone. Give --cert and --key, or put a proxy that has a certificate before the hub and name its address with --public-url.',
    );
  if (media.port === 0)
    advice.push(
      'Sound and pictures come in on other ports at each start, and no firewall can be opened for that. Give --media-port, such as 40000.',
    );
  if (publicUrl !== null && isOfTheInternet(new URL(publicUrl).hostname)) {
    if (announcedBy(config, interfaces).every((address) => isPrivate(address)))
      advice.push(
        'Members are told private addresses for sound and pictures, which lead nowhere from outside. Give the address of the internet that leads here with --announced-address.',
      );
  }
  return advice;
}

function announcedBy(
  { host, media }: Pick<HubConfig, 'host' | 'media'>,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): string[] {
  if (media.announcedAddress !== null) return [media.announcedAddress];
  if (host !== '0.0.0.0' && host !== '::') return [host];
  return Object.values(interfaces).flatMap((infos) => (infos ?? []).map(({ address }) => address));
}

/** A name counts as public unless it is this machine's own, or one of those that only a local network knows. */
function isOfTheInternet(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return !isPrivate(name) && name.includes('.') && !/\.(local|lan|internal|home\.arpa)$/.test(name);
}

function isPrivate(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return address === 'localhost';
  return PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
