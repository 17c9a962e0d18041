import type { FastifyReply, FastifyRequest } from 'fastify';
import { SEAT_KEY_MS } from '../identity/door.ts';
import { HALFWAY_MS, type HalfwayPurpose } from '../identity/factors/halfwaySignIns.ts';
import { STAFF_ABSOLUTE_MS } from '../identity/staffSignIn.ts';

export const STAFF_COOKIE = 'staff';
export const SEAT_COOKIE = 'seat';
export const HALFWAY_COOKIE = 'halfway';
const STAFF_PATH = '/api';

/** Out of reach of scripts and of other sites; over HTTPS only, where there is HTTPS. */
function guarded(request: FastifyRequest) {
  return { httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
}

export function setStaffCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(STAFF_COOKIE, token, {
    ...guarded(request),
    path: STAFF_PATH,
    maxAge: STAFF_ABSOLUTE_MS / 1000,
  });
}

export function clearStaffCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(STAFF_COOKIE, { ...guarded(request), path: STAFF_PATH });
}

/** The ticket between the two steps of a sign-in (ID41). */
export function setHalfwayCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  ticket: string,
  purpose: HalfwayPurpose,
): void {
  void reply.setCookie(HALFWAY_COOKIE, ticket, {
    ...guarded(request),
    path: STAFF_PATH,
    maxAge: HALFWAY_MS[purpose] / 1000,
  });
}

export function clearHalfwayCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(HALFWAY_COOKIE, { ...guarded(request), path: STAFF_PATH });
}

/** Bound to the seat's own path, so that the tabs of several members in one browser do not take each other's seat. */
export function setSeatCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  seatId: string,
  key: string,
): void {
  void reply.setCookie(SEAT_COOKIE, key, {
    ...guarded(request),
    path: `/api/seats/${seatId}`,
    maxAge: SEAT_KEY_MS / 1000,
  });
}
