import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignIns } from '../identity/signIns.ts';
import type { SignedInStaff } from '../identity/staffSignIn.ts';
import { setStaffCookie } from './cookies.ts';

/** A sign-in that has begun is this browser's from now on: its kind is noted (ID61), and it gets the cookie. */
export async function keepSignIn(
  signIns: Pick<SignIns, 'noteDevice'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, who }: { readonly token: string; readonly who: SignedInStaff },
): Promise<void> {
  await signIns.noteDevice(who.tokenHash, request.headers['user-agent']);
  setStaffCookie(request, reply, token);
}
