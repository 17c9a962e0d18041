import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { listenInfosOf } from './listenInfos.ts';

const address = (ip: string, isInternal = false): NetworkInterfaceInfo => ({
  address: ip,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal: isInternal,
  cidr: `${ip}/24`,
});
const address6 = (ip: string, isInternal = false): NetworkInterfaceInfo => ({
  address: ip,
  netmask: 'ffff:ffff:ffff:ffff::',
  family: 'IPv6',
  mac: '00:00:00:00:00:00',
  internal: isInternal,
  cidr: `${ip}/64`,
  scopeid: 0,
});
const INTERFACES = {
  lo: [address('127.0.0.1', true)],
  eth0: [address('192.0.2.7')],
  wlan0: [address('198.51.100.8')],
};

describe('listenInfosOf', () => {
  it('ME3: announces each local address where none is configured, the loopback last', () => {
    const infos = listenInfosOf({ listenIp: '0.0.0.0', mediaPort: 44_400 }, 0, INTERFACES);
    expect(infos.map(({ protocol, ip }) => `${protocol} ${ip}`)).toEqual([
      'udp 192.0.2.7',
      'tcp 192.0.2.7',
      'udp 198.51.100.8',
      'tcp 198.51.100.8',
      'udp 127.0.0.1',
      'tcp 127.0.0.1',
    ]);
  });

  it('ME3: announces the addresses of both kinds for the wildcard of IPv6, and never a wildcard', () => {
    const interfaces = {
      lo: [address('127.0.0.1', true), address6('::1', true)],
      eth0: [address('192.0.2.7'), address6('2001:db8::7'), address6('fe80::7')],
      wlan0: [1, 2, 3].map((n) => address6(`2001:db8:1::${n}`)),
    };
    const announced = (listenIp: string, on: NodeJS.Dict<NetworkInterfaceInfo[]>) =>
      listenInfosOf({ listenIp, mediaPort: 0 }, 0, on).flatMap(({ protocol, ip }) =>
        protocol === 'udp' ? [ip] : [],
      );
    expect(announced('::', interfaces)).toEqual([
      '192.0.2.7',
      '2001:db8::7',
      '2001:db8:1::1',
      '2001:db8:1::2',
      '127.0.0.1',
      '::1',
    ]);
    expect(announced('0.0.0.0', interfaces)).toEqual(['192.0.2.7', '127.0.0.1']);
    expect(announced('2001:db8::7', interfaces)).toEqual(['2001:db8::7']);
  });

  it('ME3: announces what is configured', () => {
    const infos = listenInfosOf(
      { listenIp: '0.0.0.0', announcedAddress: 'hub.example', mediaPort: 44_400 },
      0,
      INTERFACES,
    );
    expect(infos).toEqual([
      { protocol: 'udp', ip: '0.0.0.0', announcedAddress: 'hub.example', port: 44_400 },
      { protocol: 'tcp', ip: '0.0.0.0', announcedAddress: 'hub.example', port: 44_400 },
    ]);
  });

  it('ME1: each worker has its own port, and with 0 any', () => {
    expect(
      listenInfosOf({ listenIp: '127.0.0.1', mediaPort: 44_400 }, 3, INTERFACES).map(({ port }) => port),
    ).toEqual([44_403, 44_403]);
    expect(
      listenInfosOf({ listenIp: '127.0.0.1', mediaPort: 0 }, 3, INTERFACES).every(
        (info) => !('port' in info),
      ),
    ).toBe(true);
  });
});
