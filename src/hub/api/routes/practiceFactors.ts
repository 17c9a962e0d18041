import { z } from 'zod';
import { practiceFactorsPatchSchema, practiceFactorsReplySchema } from '../../../protocol/api/factors.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';

const paramsSchema = z.object({ staffId: idSchema });

/** The practice's second factors: whether everybody needs one, who has one, and help for who has lost theirs (ID49, ID50). */
export function registerPracticeFactors(app: ApiInstance, deps: ApiDeps): void {
  const { records, signIn, guard, disconnectStaff, now, newId } = deps;
  const { halfway } = deps.secondFactors;
  const { factors } = records;

  app.get(
    '/second-factors',
    {
      config: { access: 'manageStaff', confirm: 'never' },
      schema: { response: { 200: practiceFactorsReplySchema, ...errorReplies } },
    },
    async () => ({ isNeeded: await factors.isNeeded(), staffIds: await factors.holders() }),
  );

  app.patch(
    '/second-factors',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: {
        body: practiceFactorsPatchSchema,
        response: { 200: practiceFactorsReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { isNeeded } = request.body;
      const { account } = guard.staffOf(request);
      await factors.setNeeded(isNeeded);
      // Once it is written, so that the last one is not taken away meanwhile (ID52); what is refused undoes it.
      if (isNeeded && !(await factors.has(account.id)))
        throw new CirclewellError('conflict', 'Who switches it on has one', 'factor.ownFirst');
      return { isNeeded, staffIds: await factors.holders() };
    },
  );

  app.delete(
    '/staff/:staffId/factors',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: { params: paramsSchema, response: { 204: emptyReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const { staffId } = request.params;
      const { account: actor } = guard.staffOf(request);
      const before = await records.staff.find(staffId);
      if (!before) throw new CirclewellError('not_found', 'There is no such account');
      if (before.isOwner && !actor.isOwner)
        throw new CirclewellError('forbidden', 'Only the owner may change the owner’s account');
      if (staffId === actor.id) throw new CirclewellError('forbidden', 'One’s own are taken away one by one');
      await factors.removeAllOf(staffId);
      halfway.endAllOf(staffId);
      await signIn.endAllOf(staffId);
      await records.staffNotices.add({
        id: newId(),
        staffId,
        kind: 'factorsTakenAway',
        at: now(),
        byId: actor.id,
      });
      disconnectStaff(staffId);
      return reply.status(204).send(null);
    },
  );
}
