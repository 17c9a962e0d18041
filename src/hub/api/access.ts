import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ACCOUNT_HEADER } from '../../protocol/api/accounts.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { idSchema } from '../../protocol/session/people.ts';
import type { Door, HeldSeat } from '../identity/door.ts';
import type { HalfwayPurpose, HalfwaySignIns } from '../identity/factors/halfwaySignIns.ts';
import { isAllowed, type Permission } from '../../domain/practice/permissions.ts';
import type { SignedInStaff, StaffSignIn } from '../identity/staffSignIn.ts';
import { assertConfirmed, assertUnlocked, mustSayConfirmation, type Confirmation } from './confirmation.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import type { HolderLimits } from './holderLimits.ts';
import { HALFWAY_COOKIE, SEAT_COOKIE, STAFF_COOKIE } from './cookies.ts';

/**
 * Who may use a route: anybody; whoever sits on the seat in its path; any staff, or staff with a permission; who is half signed in
 * (`halfway`, ID41); any staff, and who must set up a first factor before they are signed in (`ownFactors`, ID49).
 */
export type Access = 'public' | 'seat' | 'staff' | 'halfway' | 'ownFactors' | Permission;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route of the API names one, or it is not registered. */
    access?: Access;
    /** Whether it takes a confirmed sign-in; a route that matters says so, or it is not registered (ID67). */
    confirm?: Confirmation;
    /** Whether it answers a locked sign-in too (ID70). */
    worksLocked?: boolean;
  }
}

/** Checks each request against its route's `access`, before the body is looked at, and remembers who came. */
export interface AccessGuard {
  /** Puts the guard before every route that is registered on `app` from now on. */
  protect(app: FastifyInstance): void;
  /**
   * The same for one request to a route that is not under its protection.
   * @throws CirclewellError `signed_out`, `forbidden`
   */
  assertMay(request: FastifyRequest, access: Access): Promise<void>;
  /** Who is signed in. Only for routes that staff alone may use. */
  staffOf(request: FastifyRequest): SignedInStaff;
  /** Whose account it is, and the ticket that was shown for it where they are only half signed in. Not for public routes. */
  accountOf(request: FastifyRequest): { readonly account: StaffAccount; readonly ticket: string | null };
  /** Whose seat it is. Only for routes with the access `seat`. */
  seatOf(request: FastifyRequest): HeldSeat;
}

/** @throws CirclewellError `signed_out` (`account.otherSignIn`) where the page was drawn for somebody else (ID63) */
function assertDrawnFor({ headers }: FastifyRequest, { id }: StaffAccount): void {
  const drawnFor = headers[ACCOUNT_HEADER];
  if (drawnFor !== undefined && drawnFor !== id)
    throw new CirclewellError('signed_out', 'Another account has signed in since', 'account.otherSignIn');
}

const seatParamsSchema = z.object({ seatId: idSchema });

export type AccessGuardDeps = {
  readonly signIn: Pick<StaffSignIn, 'whoIs'>;
  readonly door: Pick<Door, 'openSeat'>;
  readonly halfway: Pick<HalfwaySignIns, 'find'>;
  /** Whether an account has a second factor. */
  readonly hasFactor: (staffId: string) => Promise<boolean>;
  readonly limits: Pick<HolderLimits, 'countRequest'>;
  readonly now: () => number;
};

export function createAccessGuard({
  signIn,
  door,
  halfway,
  hasFactor,
  limits,
  now,
}: AccessGuardDeps): AccessGuard {
  const staff = new WeakMap<FastifyRequest, SignedInStaff>();
  const halfStaff = new WeakMap<FastifyRequest, { account: StaffAccount; ticket: string }>();
  const seats = new WeakMap<FastifyRequest, HeldSeat>();

  async function admit(request: FastifyRequest, access: Access): Promise<void> {
    if (access === 'public') return;
    if (access === 'seat') {
      const params = seatParamsSchema.safeParse(request.params);
      if (!params.success) throw new CirclewellError('signed_out', 'Open your link again');
      seats.set(request, await door.openSeat(params.data.seatId, request.cookies[SEAT_COOKIE]));
      limits.countRequest('seat', params.data.seatId);
      return;
    }
    if (access === 'halfway') {
      if (await admitHalfway(request, 'secondFactor')) return;
      throw new CirclewellError('signed_out', 'Give the passphrase first', 'factor.signInOver');
    }
    const token = request.cookies[STAFF_COOKIE];
    const who = token === undefined ? null : await signIn.whoIs(token);
    if (!who && access === 'ownFactors' && (await admitHalfway(request, 'setUpFactor'))) return;
    if (!who) throw new CirclewellError('signed_out', 'Sign in first');
    assertDrawnFor(request, who.account);
    // Remembered before the right is checked, so that the audit can say who was refused.
    staff.set(request, who);
    limits.countRequest('staff', who.account.id);
    const { confirm, worksLocked } = request.routeOptions.config;
    if (worksLocked !== true) assertUnlocked(who);
    if (access !== 'staff' && access !== 'ownFactors' && !isAllowed(who.account, access))
      throw new CirclewellError('forbidden', `The role does not allow ${access}`);
    if (confirm === 'always') assertConfirmed(who, now());
  }

  async function admitHalfway(request: FastifyRequest, purpose: HalfwayPurpose): Promise<boolean> {
    const ticket = request.cookies[HALFWAY_COOKIE];
    const account = ticket === undefined ? null : await halfway.find(ticket, purpose);
    if (ticket === undefined || !account) return false;
    assertDrawnFor(request, account);
    // Else who knew the passphrase in time could add a factor of theirs to the one that was set up since.
    if (purpose === 'setUpFactor' && (await hasFactor(account.id))) return false;
    halfStaff.set(request, { account, ticket });
    return true;
  }

  return {
    protect(app) {
      app.addHook('onRoute', ({ method, url, config }) => {
        const access = config?.access;
        if (access === undefined) throw new Error(`${String(method)} ${url} does not say who may use it`);
        if (config?.confirm === undefined && [method].flat().some((one) => mustSayConfirmation(access, one)))
          throw new Error(`${String(method)} ${url} does not say whether it takes a confirmed sign-in`);
      });
      app.addHook('onRequest', async (request) => {
        if (request.is404) return;
        const { access } = request.routeOptions.config;
        if (access === undefined) throw new CirclewellError('forbidden', 'Nobody may use this');
        await admit(request, access);
      });
      // By then what is asked has passed the route's schema.
      app.addHook('preHandler', async (request) => {
        const { confirm } = request.routeOptions.config;
        const who = staff.get(request);
        if (who && typeof confirm === 'function' && confirm(request, who.account))
          assertConfirmed(who, now());
      });
    },
    assertMay: admit,
    staffOf(request) {
      const who = staff.get(request);
      if (!who) throw new Error('The route is not for staff alone');
      return who;
    },
    accountOf(request) {
      const half = halfStaff.get(request);
      if (half) return half;
      const who = staff.get(request);
      if (!who) throw new Error('The route is not for staff alone');
      return { account: who.account, ticket: null };
    },
    seatOf(request) {
      const seated = seats.get(request);
      if (!seated) throw new Error('The route is not for a seat');
      return seated;
    },
  };
}
