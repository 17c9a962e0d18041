import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { staffBodySchema, staffPatchSchema, staffSchema } from '../../../protocol/api/accounts.ts';
import { staffLinkReplySchema, staffListReplySchema } from '../../../protocol/api/staffLinks.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import { assertStrongPassphrase } from '../../identity/passphrases.ts';
import { isAllowed } from '../../../domain/practice/permissions.ts';
import type { StaffAccount, StaffChange } from '../../records/staffStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';
import { toStaff, toStaffEntry } from '../toWire.ts';
import { toStaffLinkReply } from './staffLinks.ts';

const paramsSchema = z.object({ staffId: idSchema });
const replySchema = z.object({ staff: staffSchema });

/**
 * Roles, closing and opening (ID66). One's own passphrase is changed by the one before (ID15). Whoever may not anyway is refused
 * for that, without a question first (ID31).
 */
function changesWhatMatters({ params, body }: FastifyRequest, actor: StaffAccount): boolean {
  const change = staffPatchSchema.safeParse(body).data;
  if (!change || !isAllowed(actor, 'manageStaff')) return false;
  const { role, isActive } = change;
  const isSelf = paramsSchema.safeParse(params).data?.staffId === actor.id;
  return (role !== undefined && !isSelf) || isActive !== undefined;
}

/** Staff accounts: seen, made and changed. */
export function registerStaff(app: ApiInstance, deps: ApiDeps): void {
  const { records, signIn, passphrases, staffLinks, guard, address, now, newId, disconnectStaff } = deps;

  app.get(
    '/staff',
    { config: { access: 'seeStaff' }, schema: { response: { 200: staffListReplySchema, ...errorReplies } } },
    async () => {
      const links = await records.staffLinks.list();
      const open = new Map(
        links.filter(({ expiresAt }) => now() < expiresAt).map((link) => [link.staffId, link]),
      );
      return {
        staff: (await records.staff.list()).map((account) => toStaffEntry(account, open.get(account.id))),
      };
    },
  );

  app.post(
    '/staff',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: { body: staffBodySchema, response: { 200: staffLinkReplySchema, ...errorReplies } },
    },
    async (request) => {
      const account = {
        ...request.body,
        id: newId(),
        isOwner: false,
        isActive: true,
        passphraseHash: null,
      };
      await records.staff.add(account);
      return toStaffLinkReply(
        address,
        account,
        await staffLinks.make(account, guard.staffOf(request).account.id),
      );
    },
  );

  app.patch(
    '/staff/:staffId',
    {
      config: { access: 'staff', confirm: changesWhatMatters },
      schema: {
        params: paramsSchema,
        body: staffPatchSchema,
        response: { 200: replySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { staffId } = request.params;
      const { account: actor, tokenHash } = guard.staffOf(request);
      const { passphrase, currentPassphrase, displayName, role, isActive } = request.body;
      const isSelf = actor.id === staffId;
      const touchesRights = role !== undefined || isActive !== undefined;
      // Everybody may change their own name and passphrase; the rest, and others, takes the right to manage staff.
      if (!(isSelf && !touchesRights) && !isAllowed(actor, 'manageStaff'))
        throw new CirclewellError('forbidden', 'The role does not allow manageStaff');
      const before = await records.staff.find(staffId);
      if (!before) throw new CirclewellError('not_found', 'There is no such account');
      // Nobody becomes what nobody else has made them (ID96).
      if (isSelf && role !== undefined)
        throw new CirclewellError('forbidden', 'One’s own role is for others to change', 'account.ownRole');
      // Whoever knew it could sign in, and sign, as somebody else (ID90).
      if (!isSelf && passphrase !== undefined)
        throw new CirclewellError('forbidden', 'Others choose their passphrase by a link');
      // An administrator is not above the owner (ID8).
      if (before.isOwner && !actor.isOwner)
        throw new CirclewellError('forbidden', 'Only the owner may change the owner’s account');
      if (passphrase !== undefined) assertStrongPassphrase(passphrase, before.accountName);
      // Else a console left open for a minute would be somebody else's account for good.
      if (passphrase !== undefined) await signIn.confirm(before, currentPassphrase ?? '', request.ip);
      const change: StaffChange = {
        ...(displayName === undefined ? {} : { displayName }),
        ...(role === undefined ? {} : { role }),
        ...(isActive === undefined ? {} : { isActive }),
        ...(passphrase === undefined ? {} : { passphraseHash: await passphrases.hash(passphrase) }),
      };
      // Hashing takes a while, in which somebody may have made a link for a new one (ID92): that ends the right to change it so.
      const after = await records.staff.change(
        staffId,
        change,
        passphrase === undefined ? undefined : before,
      );
      if (!after && passphrase !== undefined)
        throw new CirclewellError(
          'forbidden',
          'The passphrase was changed meanwhile',
          'account.wrongCurrentPassphrase',
        );
      if (!after) throw new CirclewellError('not_found', 'There is no such account');
      // What was given out for an open account opens no closed one, also when it is opened again.
      if (!after.isActive) await records.staffLinks.removeOf(staffId);
      if (after.role !== before.role)
        await records.staffNotices.add({
          id: newId(),
          staffId,
          kind: 'roleChanged',
          at: now(),
          byId: actor.id,
        });
      await endWhatHasEnded(before, after, isSelf ? tokenHash : undefined);
      return { staff: toStaff(after) };
    },
  );

  /** A changed passphrase, role or closing ends the account's other sign-ins and its live connections. */
  async function endWhatHasEnded(
    before: StaffAccount,
    after: StaffAccount,
    ownTokenHash: string | undefined,
  ): Promise<void> {
    const isSame =
      before.passphraseHash === after.passphraseHash &&
      before.isActive === after.isActive &&
      before.role === after.role;
    if (isSame) return;
    await signIn.endAllOf(after.id, ownTokenHash);
    // What is on the workstations of somebody who has left is the practice's.
    if (before.isActive && !after.isActive) await records.workstations.revokeAllOf(after.id, now());
    // A role is part of what a live connection was let in as, so that a change of it ends one's own as well.
    disconnectStaff(after.id, before.role === after.role ? ownTokenHash : undefined);
  }
}
