import { BlockList, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address is one of this machine's own to itself. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** What proxies say of whom they ask for, beside everything that begins with `x-forwarded-`. */
const PROXY_HEADERS = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
]);

/**
 * Whether somebody on this very machine asks, and not a proxy on it for somebody else. The connection is asked, never the
 * address that `X-Forwarded-For` claims.
 */
export function isFromHere({ raw }: Pick<FastifyRequest, 'raw'>): boolean {
  const isProxied = Object.keys(raw.headers).some(
    (name) => name.startsWith('x-forwarded-') || PROXY_HEADERS.has(name),
  );
  return !isProxied && isLoopback(raw.socket.remoteAddress);
}
