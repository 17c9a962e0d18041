import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  consentFault,
  standingOf,
  withdrawalFault,
  type ConsentFault,
} from '../../../domain/consents/consents.ts';
import {
  consentBodySchema,
  consentsReplySchema,
  withdrawalBodySchema,
  type ConsentsReply,
} from '../../../protocol/api/consents.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import { practiceToday } from '../../consents/noteAccessRights.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

const groupParamsSchema = z.object({ groupId: idSchema });
const memberParamsSchema = z.object({ groupId: idSchema, memberId: idSchema });
const consentParamsSchema = memberParamsSchema.extend({ consentId: idSchema });

/** Members' consents: given, withdrawn, and all that ever was (SG80 to SG83). */
export function registerConsents(
  app: ApiInstance,
  { records, guard, groupRights, now, newId }: ApiDeps,
): void {
  const today = () => practiceToday(records.practice, now());

  async function reply(groupId: string): Promise<ConsentsReply> {
    const day = await today();
    const names = new Map((await records.staff.list()).map(({ id, displayName }) => [id, displayName]));
    const named = <T extends { readonly recordedBy: string }>(one: T): T => ({
      ...one,
      recordedBy: names.get(one.recordedBy) ?? '?',
    });
    const kept = await records.consents.listOfGroup(groupId);
    return {
      today: day,
      consents: kept.map((consent) => ({
        ...named(consent),
        withdrawal: consent.withdrawal && named(consent.withdrawal),
        standing: standingOf(consent, consent.withdrawal, day),
      })),
    };
  }

  async function assertMember(
    request: FastifyRequest,
    { groupId, memberId }: z.infer<typeof memberParamsSchema>,
  ): Promise<string> {
    const { account } = guard.staffOf(request);
    await groupRights.assertSees(account, groupId);
    // Also who has left the roster may withdraw.
    if (!(await records.members.listEverOfGroup(groupId)).some(({ id }) => id === memberId))
      throw new CirclewellError('not_found', 'There is no such member in the group');
    return account.id;
  }

  function assertSound(fault: ConsentFault | null): void {
    if (fault !== null) throw new CirclewellError('invalid', 'The days do not fit', fault);
  }

  app.get(
    '/groups/:groupId/consents',
    {
      config: { access: 'seeConsents' },
      schema: { params: groupParamsSchema, response: { 200: consentsReplySchema, ...errorReplies } },
    },
    async (request) => {
      await groupRights.assertSees(guard.staffOf(request).account, request.params.groupId);
      return reply(request.params.groupId);
    },
  );

  app.post(
    '/groups/:groupId/members/:memberId/consents',
    {
      config: { access: 'keepConsents' },
      schema: {
        params: memberParamsSchema,
        body: consentBodySchema,
        response: { 200: consentsReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { groupId, memberId } = request.params;
      const recordedBy = await assertMember(request, request.params);
      assertSound(consentFault(request.body, await today()));
      await records.consents.add({ ...request.body, id: newId(), memberId, recordedAt: now(), recordedBy });
      return reply(groupId);
    },
  );

  app.post(
    '/groups/:groupId/members/:memberId/consents/:consentId/withdrawal',
    {
      config: { access: 'keepConsents' },
      schema: {
        params: consentParamsSchema,
        body: withdrawalBodySchema,
        response: { 200: consentsReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { groupId, memberId, consentId } = request.params;
      const recordedBy = await assertMember(request, request.params);
      const consent = await records.consents.find(consentId);
      if (consent?.memberId !== memberId)
        throw new CirclewellError('not_found', 'There is no such consent of the member');
      assertSound(withdrawalFault(consent, request.body, await today()));
      const isFirst = await records.consents.withdraw(consentId, {
        ...request.body,
        recordedAt: now(),
        recordedBy,
      });
      if (!isFirst)
        throw new CirclewellError('conflict', 'It was withdrawn before', 'consent.withdrawnAlready');
      return reply(groupId);
    },
  );
}
