import type { FastifyRequest } from 'fastify';
import {
  meReplySchema,
  setupBodySchema,
  signInBodySchema,
  statusReplySchema,
  type Me,
} from '../../../protocol/api/accounts.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import { assertStrongPassphrase } from '../../identity/passphrases.ts';
import type { SignedInStaff } from '../../identity/staffSignIn.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { isFromHere } from '../isFromHere.ts';
import { clearStaffCookie, setStaffCookie, STAFF_COOKIE } from '../cookies.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';
import { RATE_LIMITS } from '../rateLimits.ts';
import { toStaff } from '../toWire.ts';

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
  } = deps;
  const needsSetupCode = (request: FastifyRequest) => isHosted || !isFromHere(request);

  async function toMe({ account, signedInAt }: SignedInStaff): Promise<Me> {
    const practice = await records.practice.find();
    if (!practice) throw new CirclewellError('internal', 'There are staff and no practice');
    return { staff: toStaff(account), practiceName: practice.name, language: practice.language, signedInAt };
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
      await records.staff.setUp({ name: practiceName, timeZone, language }, owner);
      const { token, who } = await signIn.begin(owner);
      await signIns.noteDevice(who.tokenHash, request.headers['user-agent']);
      setStaffCookie(request, reply, token);
      return toMe(who);
    },
  );

  app.post(
    '/sign-in',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.signIn },
      schema: { body: signInBodySchema, response: { 200: meReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const { token, who } = await signIn.signIn(
        request.body.accountName,
        request.body.passphrase,
        request.ip,
      );
      await signIns.noteDevice(who.tokenHash, request.headers['user-agent']);
      setStaffCookie(request, reply, token);
      return toMe(who);
    },
  );

  app.post(
    '/sign-out',
    { config: { access: 'public' }, schema: { response: { 204: emptyReplySchema, ...errorReplies } } },
    async (request, reply) => {
      const token = request.cookies[STAFF_COOKIE];
      if (token !== undefined) disconnectSignIn(await signIn.signOut(token));
      clearStaffCookie(request, reply);
      return reply.status(204).send(null);
    },
  );

  app.get(
    '/me',
    { config: { access: 'staff' }, schema: { response: { 200: meReplySchema, ...errorReplies } } },
    async (request) => toMe(guard.staffOf(request)),
  );
}
