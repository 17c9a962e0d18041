import { z } from 'zod';
import {
  workstationBodySchema,
  workstationListReplySchema,
  workstationOpenBodySchema,
  workstationOpenReplySchema,
  workstationReplySchema,
  workstationStandingReplySchema,
} from '../../../protocol/api/workstations.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { closingLabel } from '../../../protocol/notebook/closing.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import { describeDevice } from '../../identity/describeDevice.ts';
import { hashToken } from '../../identity/tokens.ts';
import type { WorkstationRecord } from '../../notebook/workstationStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';

const paramsSchema = z.object({ workstationId: idSchema });
/** Names a workstation to its author; a hash once more, so that what is shown opens nothing and finds no row by itself. */
const idOf = (keyHash: string): string => hashToken(`workstation ${keyHash}`).slice(0, 32);

/** Workstations with notebooks: met, listed, put out of use and taken back into it (NB70 to NB74). */
export function registerWorkstations(app: ApiInstance, { records, guard, now }: ApiDeps): void {
  const { workstations, closingKey } = records;
  const ownOf = async (staffId: string, key: string): Promise<WorkstationRecord> => {
    const found = await workstations.find(hashToken(key));
    if (found?.staffId !== staffId)
      throw new CirclewellError('forbidden', 'It is not this account’s', 'notebook.notYourWorkstation');
    return found;
  };

  app.post(
    '/notebook/workstations',
    {
      config: { access: 'keepNotebook' },
      schema: { body: workstationBodySchema, response: { 200: workstationReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account } = guard.staffOf(request);
      const { workstation } = request.body;
      const device = describeDevice(request.headers['user-agent']);
      const keyHash = hashToken(workstation);
      await workstations.meet({ keyHash, staffId: account.id, lastSeenAt: now(), device });
      await ownOf(account.id, workstation);
      return { id: idOf(keyHash), closingKey: await closingKey.publicKey() };
    },
  );

  app.get(
    '/notebook/workstations',
    {
      config: { access: 'keepNotebook' },
      schema: { response: { 200: workstationListReplySchema, ...errorReplies } },
    },
    async (request) => {
      const all = await workstations.listOf(guard.staffOf(request).account.id);
      return {
        workstations: all.map(({ keyHash, firstSeenAt, lastSeenAt, revokedAt, device }) => ({
          id: idOf(keyHash),
          firstSeenAt,
          lastSeenAt,
          revokedAt,
          ...device,
        })),
      };
    },
  );

  // As with sign-ins: whoever misses a workstation must not have to look for a passphrase.
  app.delete(
    '/notebook/workstations/:workstationId',
    {
      config: { access: 'keepNotebook', confirm: 'never' },
      schema: { params: paramsSchema, response: { 204: emptyReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const all = await workstations.listOf(guard.staffOf(request).account.id);
      const found = all.find(({ keyHash }) => idOf(keyHash) === request.params.workstationId);
      if (!found) throw new CirclewellError('not_found', 'There is no such workstation');
      await workstations.revoke(found.keyHash, now());
      return reply.status(204).send(null);
    },
  );

  // Without a sign-in, since one that has been away for long has none, and is to close its vault all the same.
  app.post(
    '/notebook/workstations/standing',
    {
      config: { access: 'public' },
      schema: {
        body: workstationBodySchema,
        response: { 200: workstationStandingReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const found = await workstations.find(hashToken(request.body.workstation));
      return { revokedAt: found?.revokedAt ?? null };
    },
  );

  app.post(
    '/notebook/workstations/open',
    {
      config: { access: 'keepNotebook', confirm: 'always' },
      schema: {
        body: workstationOpenBodySchema,
        response: { 200: workstationOpenReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { account } = guard.staffOf(request);
      const { workstation, closedKey } = request.body;
      const { keyHash } = await ownOf(account.id, workstation);
      const key =
        closedKey === null
          ? null
          : await closingKey.open(closingLabel(account.id, workstation), Buffer.from(closedKey, 'base64'));
      await workstations.restore(keyHash);
      return { key: key === null ? null : Buffer.from(key).toString('base64') };
    },
  );
}
