import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isFromHere } from '../api/isFromHere.ts';

/**
 * Whether somebody may see how the hub is from inside: on its own machine, past any proxy, or with the token (OP20, OP22).
 * @param token null where none is configured
 */
export function mayMonitor(request: FastifyRequest, token: string | null): boolean {
  if (isFromHere(request)) return true;
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === null || given === undefined) return false;
  // Digests have one length, so that comparing them tells nothing.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
