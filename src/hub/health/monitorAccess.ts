import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/**
 * Whether somebody may see how the hub is from inside: on its own machine, past any proxy, or with the token (OP20, OP22).
 * `request.ip` is what a proxy on this machine says; one that forwards says so by a header, whatever it says.
 * @param token null where none is configured
 */
export function mayMonitor(request: FastifyRequest, token: string | null): boolean {
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  if (!isForwarded && LOOPBACK.includes(request.socket.remoteAddress ?? '')) return true;
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === null || given === undefined) return false;
  // Digests have one length, so that comparing them tells nothing.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
