import { describe, expect, it } from 'vitest';
import { adviseHosting } from './adviseHosting.ts';
import { parseConfig } from './config.ts';

function interfacesOf(address: string) {
  const cidr = `${address}/24`;
  const info = { address, netmask: '255.255.255.0', mac: '', internal: false, cidr } as const;
  return { eth0: [{ ...info, family: 'IPv4' as const }] };
}
const PRIVATE = interfacesOf('10.0.0.5');
const PUBLIC = interfacesOf('203.0.113.7');
const URL = ['--public-url', 'https://groups.example.org'];

function advise(args: readonly string[], interfaces = PRIVATE) {
  return adviseHosting(parseConfig(['--data', '/d', ...args], {}, '/app'), interfaces).map(
    (sentence) => sentence.match(/--[a-z-]+/g)?.join(' ') ?? '',
  );
}

describe('HO7: what would keep members away', () => {
  it('is nobody’s business on one’s own machine', () => {
    expect(advise([])).toEqual([]);
    expect(advise(['--host', '::1'])).toEqual([]);
  });

  it.each<[string, string[], string[]]>([
    ['no HTTPS, and no fixed port', ['--host', '0.0.0.0'], ['--cert --key --public-url', '--media-port']],
    [
      'a public address without HTTPS',
      [
        '--public-url',
        'http://groups.example.org',
        '--announced-address',
        'groups.example.org',
        '--media-port',
        '1',
      ],
      ['--cert --key --public-url'],
    ],
    [
      'private addresses behind NAT',
      [...URL, '--host', '0.0.0.0', '--media-port', '40000'],
      ['--announced-address'],
    ],
    ['media on this machine alone', [...URL, '--media-port', '40000'], ['--announced-address']],
    [
      'a private address that is announced',
      [...URL, '--media-port', '40000', '--announced-address', '192.168.1.4'],
      ['--announced-address'],
    ],
  ])('%s', (_name, args, options) => {
    expect(advise(args)).toEqual(options);
  });

  it.each<[string, string[]]>([
    [
      'an announced address of the internet',
      [...URL, '--media-port', '1', '--announced-address', '203.0.113.7'],
    ],
    ['an announced name', [...URL, '--media-port', '1', '--announced-address', 'groups.example.org']],
    ['a certificate of its own', ['--host', '0.0.0.0', '--cert', '/c', '--key', '/k', '--media-port', '1']],
    [
      'a clinic’s own network',
      ['--public-url', 'https://groups.local', '--host', '0.0.0.0', '--media-port', '1'],
    ],
    [
      'an address of a clinic’s own network',
      ['--public-url', 'https://192.168.1.4', '--host', '0.0.0.0', '--media-port', '1'],
    ],
  ])('not %s', (_name, args) => {
    expect(advise(args)).toEqual([]);
  });

  it('nor a machine that has an address of the internet', () => {
    expect(advise([...URL, '--host', '0.0.0.0', '--media-port', '1'], PUBLIC)).toEqual([]);
  });
});
