import type { FastifyRequest } from 'fastify';
import { CirclewellError } from '../../protocol/errors.ts';
import type { Permission } from '../../domain/practice/permissions.ts';
import type { SignedInStaff } from '../identity/staffSignIn.ts';
import type { StaffAccount } from '../records/staffStore.ts';

/** How long a confirmation holds, in milliseconds (ID65). */
export const CONFIRMED_MS = 10 * 60_000;

/**
 * Whether a route takes a sign-in that was confirmed lately: always, never, or by what is asked of it. What is asked is
 * outside data that has passed the route's schema.
 */
export type Confirmation = 'always' | 'never' | ((request: FastifyRequest, actor: StaffAccount) => boolean);

/** Rights by which much can be lost; a route that needs one says whether it takes a confirmed sign-in (ID67). */
const RIGHTS_THAT_MATTER = [
  'manageStaff',
  'readAudit',
  'operateHub',
  'openEmergency',
] as const satisfies readonly Permission[];
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a route cannot be registered without saying whether it takes a confirmed sign-in. */
export function mustSayConfirmation(access: string, method: string): boolean {
  return (
    RIGHTS_THAT_MATTER.some((right) => right === access) ||
    ((access === 'staff' || access === 'ownFactors') && !SAFE_METHODS.includes(method))
  );
}

/** @throws CirclewellError `forbidden` (`account.confirmFirst`) */
export function assertConfirmed({ confirmedAt }: SignedInStaff, now: number): void {
  if (now - confirmedAt >= CONFIRMED_MS)
    throw new CirclewellError('forbidden', 'Confirm with the passphrase first', 'account.confirmFirst');
}

/** @throws CirclewellError `forbidden` (`account.locked`) */
export function assertUnlocked({ lockedAt }: SignedInStaff): void {
  if (lockedAt !== null) throw new CirclewellError('forbidden', 'The sign-in is locked', 'account.locked');
}
