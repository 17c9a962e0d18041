import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  meReplySchema,
  setupBodySchema,
  signInBodySchema,
  statusReplySchema,
} from '../../../protocol/api/accounts.ts';
import { signInReplySchema } from '../../../protocol/api/factors.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import { assertStrongPassphrase } from '../../identity/passphrases.ts';
import type { StaffAccount } from '../../records/staffStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { isFromHere } from '../isFromHere.ts';
import { keepSignIn } from '../keepSignIn.ts';
import {
  clearHalfwayCookie,
  clearStaffCookie,
  HALFWAY_COOKIE,
  setHalfwayCookie,
  STAFF_COOKIE,
} from '../cookies.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';
import { RATE_LIMITS } from '../rateLimits.ts';
import { toMe } from '../toMe.ts';

/** First run, sign-in, sign-out and who one is. */
export function registerAccounts(app: ApiInstance, deps: ApiDeps): void {
  const {
    records,
    signIn,
    signIns,
    passphrases,
    guard,
    newId,
    version,
    timeZone,
    setupCode,
    isHosted,
    disconnectSignIn,
    secondFactors: { halfway },
  } = deps;
  const needsSetupCode = (request: FastifyRequest) => isHosted || !isFromHere(request);

  /** Else the two would be mixed up in this browser: what one sets up would be the other's (ID41). */
  async function endSignInOfAnother(
    request: FastifyRequest,
    reply: FastifyReply,
    account: StaffAccount,
  ): Promise<void> {
    const token = request.cookies[STAFF_COOKIE];
    const who = token === undefined ? null : await signIn.whoIs(token);
    if (token === undefined || !who || who.account.id === account.id) return;
    disconnectSignIn(await signIn.signOut(token));
    clearStaffCookie(request, reply);
  }

  function endTicket(request: FastifyRequest, reply: FastifyReply): void {
    const ticket = request.cookies[HALFWAY_COOKIE];
    if (ticket === undefined) return;
    halfway.end(ticket);
    clearHalfwayCookie(request, reply);
  }

  app.get(
    '/status',
    { config: { access: 'public' }, schema: { response: { 200: statusReplySchema, ...errorReplies } } },
    async (request) => {
      const isSetUp = (await records.practice.find()) !== null;
      return {
        version,
        protocolVersion: PROTOCOL_VERSION,
        isSetUp,
        needsSetupCode: !isSetUp && needsSetupCode(request),
      };
    },
  );

  app.post(
    '/setup',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.setup },
      schema: { body: setupBodySchema, response: { 200: meReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      // Before the work of hashing: whoever comes late learns no more and costs no more. The store decides in the end.
      if (await records.practice.find())
        throw new CirclewellError('conflict', 'The practice is set up', 'account.alreadySetUp');
      const { practiceName, accountName, displayName, passphrase, language } = request.body;
      if (needsSetupCode(request) && !setupCode.matches(request.body.setupCode ?? ''))
        throw new CirclewellError('forbidden', 'The setup code is missing or wrong', 'account.setupCode');
      assertStrongPassphrase(passphrase, accountName);
      const owner = {
        id: newId(),
        accountName,
        displayName,
        role: 'lead',
        isOwner: true,
        isActive: true,
        passphraseHash: await passphrases.hash(passphrase),
      } as const;
      await records.staff.setUp({ name: practiceName, timeZone: timeZone(), language }, owner);
      const begun = await signIn.begin(owner);
      await keepSignIn(signIns, request, reply, begun);
      return toMe(records, begun.who);
    },
  );

  app.post(
    '/sign-in',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.signIn },
      schema: { body: signInBodySchema, response: { 200: signInReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const { accountName, passphrase } = request.body;
      const step = await signIn.signIn(accountName, passphrase, request.ip);
      await endSignInOfAnother(request, reply, step.stage === 'halfway' ? step.account : step.who.account);
      if (step.stage === 'halfway') {
        const { next } = step.halfway;
        setHalfwayCookie(request, reply, halfway.issue(step.account, next), next);
        return step.halfway;
      }
      await keepSignIn(signIns, request, reply, step);
      endTicket(request, reply);
      return toMe(records, step.who);
    },
  );

  app.post(
    '/sign-out',
    { config: { access: 'public' }, schema: { response: { 204: emptyReplySchema, ...errorReplies } } },
    async (request, reply) => {
      const token = request.cookies[STAFF_COOKIE];
      if (token !== undefined) disconnectSignIn(await signIn.signOut(token));
      clearStaffCookie(request, reply);
      endTicket(request, reply);
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/me',
    { config: { access: 'staff' }, schema: { response: { 200: meReplySchema, ...errorReplies } } },
    async (request) => toMe(records, guard.staffOf(request)),
  );
}
