import type { FastifyRequest } from 'fastify';
import { confirmBodySchema } from '../../../protocol/api/signIns.ts';
import { passkeyRequestSchema, passkeySignedBodySchema } from '../../../protocol/api/webAuthn.ts';
import { relyingPartyOf } from '../../identity/factors/relyingParty.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';
import { RATE_LIMITS } from '../rateLimits.ts';

/** A sign-in is confirmed, and unlocked: by the passphrase, or by a passkey (ID65, ID68, ID69, ID71). */
export function registerConfirming(app: ApiInstance, deps: ApiDeps): void {
  const { guard, signIns, address } = deps;
  const { passkeys } = deps.secondFactors;
  const partyOf = ({ headers }: FastifyRequest) => relyingPartyOf(address, headers.origin);
  const config = {
    access: 'staff',
    confirm: 'never',
    worksLocked: true,
    rateLimit: RATE_LIMITS.signIn,
  } as const;
  const nothing = { 204: emptyReplySchema, ...errorReplies };

  app.post(
    '/me/confirm',
    { config, schema: { body: confirmBodySchema, response: nothing } },
    async (request, reply) => {
      await signIns.confirm(guard.staffOf(request), request.body.passphrase, request.ip);
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/me/confirm/passkey/options',
    { config, schema: { response: { 200: passkeyRequestSchema, ...errorReplies } } },
    async (request) => passkeys.beginConfirming(guard.staffOf(request), partyOf(request)),
  );

  app.post(
    '/me/confirm/passkey',
    { config, schema: { body: passkeySignedBodySchema, response: nothing } },
    async (request, reply) => {
      await signIns.confirmByPasskey(guard.staffOf(request), partyOf(request), request.body.signed);
      return reply.status(204).send(null);
    },
  );
}
