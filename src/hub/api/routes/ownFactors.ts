import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  appBodySchema,
  appKeyReplySchema,
  factorAddedReplySchema,
  factorsSchema,
  passkeyPatchSchema,
  recoveryCodesReplySchema,
  type FactorAdded,
  type FactorKind,
} from '../../../protocol/api/factors.ts';
import { passkeyBodySchema, passkeyCreationSchema } from '../../../protocol/api/webAuthn.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import { relyingPartyOf } from '../../identity/factors/relyingParty.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { clearHalfwayCookie } from '../cookies.ts';
import { errorReplies } from '../errors.ts';
import { keepSignIn } from '../keepSignIn.ts';

const paramsSchema = z.object({ passkeyId: idSchema });

/** One's own second factors: seen, set up, named and taken away. */
export function registerOwnFactors(app: ApiInstance, deps: ApiDeps): void {
  const { records, signIn, signIns, guard, address } = deps;
  const { halfway, own, passkeys } = deps.secondFactors;
  const partyOf = ({ headers }: FastifyRequest) => relyingPartyOf(address, headers.origin);
  const accountOf = (request: FastifyRequest) => guard.accountOf(request).account;

  /** Who had to set one up first is signed in by that (ID49). */
  async function signInWith(
    request: FastifyRequest,
    reply: FastifyReply,
    factor: FactorKind,
    add: () => Promise<FactorAdded>,
  ): Promise<FactorAdded> {
    const { account, ticket } = guard.accountOf(request);
    if (ticket === null) return add();
    const over = () => new CirclewellError('signed_out', 'Give the passphrase first', 'factor.signInOver');
    const added = await add();
    // Since the request began somebody else may have set one up: then this was not the first, and is undone.
    if (added.recoveryCodes === null) throw over();
    const standing = await halfway.take(ticket, 'setUpFactor');
    if (!standing) throw over();
    const begun = await signIn.begin(standing);
    await records.audit.append({
      kind: 'signedIn',
      actor: { kind: 'staff', id: account.id },
      details: { factor, address: request.ip.slice(0, 64) },
    });
    await keepSignIn(signIns, request, reply, begun);
    clearHalfwayCookie(request, reply);
    return added;
  }

  app.get(
    '/me/factors',
    { config: { access: 'ownFactors' }, schema: { response: { 200: factorsSchema, ...errorReplies } } },
    async (request) => own.see(accountOf(request)),
  );

  app.post(
    '/me/factors/app/begin',
    {
      config: { access: 'ownFactors', confirm: 'always' },
      schema: { response: { 200: appKeyReplySchema, ...errorReplies } },
    },
    async (request) => own.beginApp(accountOf(request)),
  );

  app.post(
    '/me/factors/app',
    {
      config: { access: 'ownFactors', confirm: 'always' },
      schema: { body: appBodySchema, response: { 200: factorAddedReplySchema, ...errorReplies } },
    },
    async (request, reply) =>
      signInWith(request, reply, 'code', () => own.addApp(accountOf(request), request.body.code)),
  );

  app.delete(
    '/me/factors/app',
    {
      config: { access: 'staff', confirm: 'always' },
      schema: { response: { 200: factorsSchema, ...errorReplies } },
    },
    async (request) => own.removeApp(accountOf(request)),
  );

  app.post(
    '/me/factors/passkeys/options',
    {
      config: { access: 'ownFactors', confirm: 'always' },
      schema: { response: { 200: passkeyCreationSchema, ...errorReplies } },
    },
    async (request) => passkeys.beginCreation(accountOf(request), partyOf(request)),
  );

  app.post(
    '/me/factors/passkeys',
    {
      config: { access: 'ownFactors', confirm: 'always' },
      schema: { body: passkeyBodySchema, response: { 200: factorAddedReplySchema, ...errorReplies } },
    },
    async (request, reply) =>
      signInWith(request, reply, 'passkey', () =>
        own.addPasskey(accountOf(request), partyOf(request), request.body),
      ),
  );

  app.patch(
    '/me/factors/passkeys/:passkeyId',
    {
      config: { access: 'staff', confirm: 'never' },
      schema: {
        params: paramsSchema,
        body: passkeyPatchSchema,
        response: { 200: factorsSchema, ...errorReplies },
      },
    },
    async (request) => own.renamePasskey(accountOf(request), request.params.passkeyId, request.body.name),
  );

  app.delete(
    '/me/factors/passkeys/:passkeyId',
    {
      config: { access: 'staff', confirm: 'always' },
      schema: { params: paramsSchema, response: { 200: factorsSchema, ...errorReplies } },
    },
    async (request) => own.removePasskey(accountOf(request), request.params.passkeyId),
  );

  app.post(
    '/me/factors/recovery-codes',
    {
      config: { access: 'staff', confirm: 'always' },
      schema: { response: { 200: recoveryCodesReplySchema, ...errorReplies } },
    },
    async (request) => ({ recoveryCodes: await own.renewRecoveryCodes(accountOf(request)) }),
  );
}
