import { z } from 'zod';
import {
  staffLinkChooseSchema,
  staffLinkChosenReplySchema,
  staffLinkLookReplySchema,
  staffLinkLookSchema,
  staffLinkReplySchema,
  type StaffLinkReply,
} from '../../../protocol/api/staffLinks.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import { staffLinkUrl } from '../../identity/staffLinkUrl.ts';
import type { FreshStaffLink } from '../../identity/staffLinks.ts';
import type { StaffAccount } from '../../records/staffStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';
import { RATE_LIMITS } from '../rateLimits.ts';
import { toStaff } from '../toWire.ts';

const paramsSchema = z.object({ staffId: idSchema });

/** A link that was just made, as it is told this once. */
export function toStaffLinkReply(
  address: Pick<ApiDeps['address'], 'publicUrl'>,
  account: StaffAccount,
  { token, kind, expiresAt }: FreshStaffLink,
): StaffLinkReply {
  return { staff: toStaff(account), kind, url: staffLinkUrl(address, token), expiresAt };
}

/** Links by which staff choose their passphrase: made, revoked, looked at and used (ID90 to ID94). */
export function registerStaffLinks(app: ApiInstance, deps: ApiDeps): void {
  const { records, guard, staffLinks, signIn, secondFactors, address, disconnectStaff } = deps;

  /** The account of another that somebody who manages staff may help. */
  async function findOther(actor: StaffAccount, staffId: string): Promise<StaffAccount> {
    const account = await records.staff.find(staffId);
    if (!account) throw new CirclewellError('not_found', 'There is no such account');
    // Else an administrator could become the owner by choosing a passphrase for them (ID8).
    if (account.isOwner && !actor.isOwner)
      throw new CirclewellError('forbidden', 'Only the owner may change the owner’s account');
    if (account.id === actor.id)
      throw new CirclewellError('forbidden', 'One’s own passphrase is changed by the one before');
    return account;
  }

  async function endAllOf(staffId: string): Promise<void> {
    secondFactors.halfway.endAllOf(staffId);
    await signIn.endAllOf(staffId);
    disconnectStaff(staffId);
  }

  app.post(
    '/staff/:staffId/link',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: { params: paramsSchema, response: { 200: staffLinkReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account: actor } = guard.staffOf(request);
      const account = await findOther(actor, request.params.staffId);
      const link = await staffLinks.make(account, actor.id);
      await endAllOf(account.id);
      return toStaffLinkReply(address, account, link);
    },
  );

  app.delete(
    '/staff/:staffId/link',
    {
      // Shutting a door needs no question first.
      config: { access: 'manageStaff', confirm: 'never' },
      schema: { params: paramsSchema, response: { 204: emptyReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const account = await findOther(guard.staffOf(request).account, request.params.staffId);
      await records.staffLinks.removeOf(account.id);
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/staff-links/look',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.staffLink },
      schema: { body: staffLinkLookSchema, response: { 200: staffLinkLookReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account, link } = await staffLinks.look(request.body.token);
      const practice = await records.practice.find();
      return {
        kind: link.kind,
        practiceName: practice?.name ?? '',
        displayName: account.displayName,
        accountName: account.accountName,
        expiresAt: link.expiresAt,
      };
    },
  );

  app.post(
    '/staff-links/choose',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.staffLink },
      schema: {
        body: staffLinkChooseSchema,
        response: { 200: staffLinkChosenReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { token, passphrase } = request.body;
      const { id, accountName } = await staffLinks.choose(token, passphrase);
      await endAllOf(id);
      return { staffId: id, accountName };
    },
  );
}
