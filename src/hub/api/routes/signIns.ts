import { z } from 'zod';
import {
  lockReplySchema,
  practicePatchSchema,
  signInListReplySchema,
  type LockStanding,
} from '../../../protocol/api/signIns.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { StaffAccount } from '../../records/staffStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';

const signInParamsSchema = z.object({ signInId: idSchema });
const staffParamsSchema = z.object({ staffId: idSchema });

/** Sign-ins that there are: seen, locked and ended (ID60 to ID62, ID70 to ID73). */
export function registerSignIns(app: ApiInstance, deps: ApiDeps): void {
  const { records, guard, signIn, signIns, disconnectSignIn, disconnectStaff } = deps;
  const nothing = { 204: emptyReplySchema, ...errorReplies };

  const standing = async ({ id, displayName }: StaffAccount, isLocked: boolean): Promise<LockStanding> => ({
    isLocked,
    lockAfterMinutes: await records.practice.lockAfterMinutes(),
    staffId: id,
    displayName,
    passkeyHosts: [...new Set((await records.factors.listPasskeys(id)).map(({ host }) => host))],
  });

  app.get(
    '/me/lock',
    {
      config: { access: 'staff', worksLocked: true },
      schema: { response: { 200: lockReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account, lockedAt } = guard.staffOf(request);
      return standing(account, lockedAt !== null);
    },
  );

  app.post(
    '/me/lock',
    {
      config: { access: 'staff', confirm: 'never' },
      schema: { response: { 200: lockReplySchema, ...errorReplies } },
    },
    async (request) => {
      const who = guard.staffOf(request);
      await signIns.lock(who);
      return standing(who.account, true);
    },
  );

  app.get(
    '/me/sign-ins',
    { config: { access: 'staff' }, schema: { response: { 200: signInListReplySchema, ...errorReplies } } },
    async (request) => ({ signIns: await signIns.listOf(guard.staffOf(request)) }),
  );

  // Ending one's own can be done in a hurry: whoever found a strange one here must not have to look for a passphrase.
  app.delete(
    '/me/sign-ins',
    { config: { access: 'staff', confirm: 'never' }, schema: { response: nothing } },
    async (request, reply) => {
      const { account, tokenHash } = guard.staffOf(request);
      await signIn.endAllOf(account.id, tokenHash);
      disconnectStaff(account.id, tokenHash);
      return reply.status(204).send(null);
    },
  );

  app.delete(
    '/me/sign-ins/:signInId',
    {
      config: { access: 'staff', confirm: 'never' },
      schema: { params: signInParamsSchema, response: nothing },
    },
    async (request, reply) => {
      const ended = await signIns.endOne(guard.staffOf(request), request.params.signInId);
      if (ended === null) throw new CirclewellError('not_found', 'There is no such sign-in');
      disconnectSignIn(ended);
      return reply.status(204).send(null);
    },
  );

  app.delete(
    '/staff/:staffId/sign-ins',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: { params: staffParamsSchema, response: nothing },
    },
    async (request, reply) => {
      const { account: actor, tokenHash } = guard.staffOf(request);
      const account = await records.staff.find(request.params.staffId);
      if (!account) throw new CirclewellError('not_found', 'There is no such account');
      if (account.isOwner && !actor.isOwner)
        throw new CirclewellError('forbidden', 'Only the owner may change the owner’s account');
      // Whoever names themselves stays signed in here, as under /me/sign-ins.
      const except = account.id === actor.id ? tokenHash : undefined;
      await signIn.endAllOf(account.id, except);
      disconnectStaff(account.id, except);
      return reply.status(204).send(null);
    },
  );

  app.patch(
    '/practice',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: { body: practicePatchSchema, response: nothing },
    },
    async (request, reply) => {
      await records.practice.setLockAfterMinutes(request.body.lockAfterMinutes);
      return reply.status(204).send(null);
    },
  );
}
