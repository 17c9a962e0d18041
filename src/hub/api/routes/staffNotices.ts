import { staffNoticesReadSchema, staffNoticesReplySchema } from '../../../protocol/api/staffLinks.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';

/** What others did with one's own account, until one has read it (ID95). */
export function registerStaffNotices(app: ApiInstance, { records, guard }: ApiDeps): void {
  app.get(
    '/me/notices',
    { config: { access: 'staff' }, schema: { response: { 200: staffNoticesReplySchema, ...errorReplies } } },
    async (request) => {
      const waiting = await records.staffNotices.listOf(guard.staffOf(request).account.id);
      const notices = await Promise.all(
        waiting.map(async ({ id, kind, at, byId }) => {
          const by = byId === null ? null : await records.staff.find(byId);
          return { id, kind, at, byName: by?.displayName ?? null };
        }),
      );
      return { notices };
    },
  );

  app.post(
    '/me/notices/read',
    {
      config: { access: 'staff', confirm: 'never' },
      schema: { body: staffNoticesReadSchema, response: { 204: emptyReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      await records.staffNotices.removeOf(guard.staffOf(request).account.id, request.body.ids);
      return reply.status(204).send(null);
    },
  );
}
