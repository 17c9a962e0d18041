import { meReplySchema } from '../../../protocol/api/accounts.ts';
import { codeBodySchema } from '../../../protocol/api/factors.ts';
import { passkeyRequestSchema, passkeySignedBodySchema } from '../../../protocol/api/webAuthn.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { relyingPartyOf } from '../../identity/factors/relyingParty.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { clearHalfwayCookie } from '../cookies.ts';
import { errorReplies } from '../errors.ts';
import { keepSignIn } from '../keepSignIn.ts';
import { RATE_LIMITS } from '../rateLimits.ts';
import { toMe } from '../toMe.ts';

/** The second step of a sign-in (ID41), and the sign-in by a passkey, which has one step only (ID45). */
export function registerSecondStep(app: ApiInstance, deps: ApiDeps): void {
  const { records, signIn, signIns, guard, address } = deps;
  const { halfway, secondStep, passkeys } = deps.secondFactors;

  app.post(
    '/sign-in/code',
    {
      config: { access: 'halfway', rateLimit: RATE_LIMITS.signIn },
      schema: { body: codeBodySchema, response: { 200: meReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const { account, ticket } = guard.accountOf(request);
      await secondStep.check(account, request.body, request.ip);
      // Much may have happened since the request began: a changed passphrase, a closed account.
      const standing = ticket === null ? null : await halfway.take(ticket, 'secondFactor');
      if (!standing)
        throw new CirclewellError('signed_out', 'Give the passphrase first', 'factor.signInOver');
      const begun = await signIn.begin(standing);
      await keepSignIn(signIns, request, reply, begun);
      clearHalfwayCookie(request, reply);
      return toMe(records, begun.who);
    },
  );

  app.post(
    '/sign-in/passkey/options',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.signIn },
      schema: { response: { 200: passkeyRequestSchema, ...errorReplies } },
    },
    async (request) => passkeys.beginSignIn(relyingPartyOf(address, request.headers.origin)),
  );

  app.post(
    '/sign-in/passkey',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.signIn },
      schema: { body: passkeySignedBodySchema, response: { 200: meReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const party = relyingPartyOf(address, request.headers.origin);
      const begun = await signIn.begin(await passkeys.signIn(party, request.body.signed));
      await keepSignIn(signIns, request, reply, begun);
      clearHalfwayCookie(request, reply);
      return toMe(records, begun.who);
    },
  );
}
