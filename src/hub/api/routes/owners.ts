import { z } from 'zod';
import { staffSchema } from '../../../protocol/api/accounts.ts';
import { ownerBodySchema } from '../../../protocol/api/staffLinks.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { StaffAccount } from '../../records/staffStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';
import { toStaff } from '../toWire.ts';

const paramsSchema = z.object({ staffId: idSchema });
const replySchema = z.object({ staff: staffSchema });

/** Who owns the practice: a second owner, and handing it over (ID97, ID98). The store keeps the last one. */
export function registerOwners(app: ApiInstance, { records, guard, now, newId }: ApiDeps): void {
  async function findFor(actor: StaffAccount, staffId: string): Promise<StaffAccount> {
    if (!actor.isOwner) throw new CirclewellError('forbidden', 'Only an owner says who owns the practice');
    const account = await records.staff.find(staffId);
    if (!account) throw new CirclewellError('not_found', 'There is no such account');
    return account;
  }

  async function setOwner(account: StaffAccount, isOwner: boolean, byId: string): Promise<StaffAccount> {
    if (account.isOwner === isOwner) return account;
    const { id: staffId } = account;
    const after = await records.staff.change(staffId, { isOwner });
    if (!after) throw new CirclewellError('not_found', 'There is no such account');
    const kind = isOwner ? 'ownershipGiven' : 'ownershipTaken';
    if (staffId !== byId) await records.staffNotices.add({ id: newId(), staffId, kind, at: now(), byId });
    return after;
  }

  app.put(
    '/staff/:staffId/owner',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: {
        params: paramsSchema,
        body: ownerBodySchema,
        response: { 200: replySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { account: actor } = guard.staffOf(request);
      const heir = await findFor(actor, request.params.staffId);
      // Else the practice would belong to somebody who cannot come in.
      if (!heir.isActive || heir.passphraseHash === null)
        throw new CirclewellError(
          'conflict',
          'They have not chosen a passphrase yet',
          'account.notReadyToOwn',
        );
      const after = await setOwner(heir, true, actor.id);
      if (!request.body.keepsOwn && heir.id !== actor.id) await setOwner(actor, false, actor.id);
      return { staff: toStaff(after) };
    },
  );

  app.delete(
    '/staff/:staffId/owner',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: { params: paramsSchema, response: { 200: replySchema, ...errorReplies } },
    },
    async (request) => {
      const { account: actor } = guard.staffOf(request);
      const account = await findFor(actor, request.params.staffId);
      return { staff: toStaff(await setOwner(account, false, actor.id)) };
    },
  );
}
