import { z } from 'zod';
import {
  staffSignatureReplySchema,
  staffSignatureSchema,
  staffSignaturesReplySchema,
} from '../../../protocol/api/credentials.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

const paramsSchema = z.object({ staffId: idSchema });

/** Printed names and credentials of staff: who manages staff says who may sign, and as what (SG13). */
export function registerSignatures(app: ApiInstance, { records, guard }: ApiDeps): void {
  app.get(
    '/staff/signatures',
    {
      config: { access: 'seeStaff' },
      schema: { response: { 200: staffSignaturesReplySchema, ...errorReplies } },
    },
    async () => ({
      signatures: [...(await records.signatures.list())].map(([staffId, signature]) => ({
        staffId,
        signature,
      })),
    }),
  );

  app.put(
    '/staff/:staffId/signature',
    {
      config: { access: 'manageStaff', confirm: 'always' },
      schema: {
        params: paramsSchema,
        body: staffSignatureSchema,
        response: { 200: staffSignatureReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { staffId } = request.params;
      const account = await records.staff.find(staffId);
      if (!account) throw new CirclewellError('not_found', 'There is no such account');
      if (account.isOwner && !guard.staffOf(request).account.isOwner)
        throw new CirclewellError('forbidden', 'Only the owner may change the owner’s account');
      await records.signatures.put(staffId, request.body);
      return { staffId, signature: request.body };
    },
  );
}
