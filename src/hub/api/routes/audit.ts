import { Readable } from 'node:stream';
import {
  auditCheckReplySchema,
  auditExportQuerySchema,
  auditQuerySchema,
  auditReplySchema,
  type AuditCheck,
} from '../../../protocol/api/audit.ts';
import { refusedReplySchema } from '../../../protocol/api/refused.ts';
import { exportAudit } from '../../audit/exportAudit.ts';
import { nameEntries } from '../../audit/nameEntries.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

/** How many entries a page has (AU31). */
const PAGE = 50;

/** The audit: read, checked and exported by those who may. */
export function registerAudit(app: ApiInstance, { records, refusals, now }: ApiDeps): void {
  const { audit } = records;
  let checking: Promise<AuditCheck> | undefined;

  app.get(
    '/audit',
    {
      config: { access: 'readAudit', confirm: 'never' },
      schema: { querystring: auditQuerySchema, response: { 200: auditReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { before, ...filter } = request.query;
      // One more than is shown says whether there are more.
      const found = await audit.newest(filter, before ?? null, PAGE + 1);
      return { entries: await nameEntries(found.slice(0, PAGE), records), hasMore: found.length > PAGE };
    },
  );

  app.get(
    '/audit/refused',
    {
      config: { access: 'readAudit', confirm: 'never' },
      schema: { response: { 200: refusedReplySchema, ...errorReplies } },
    },
    async () => ({ refused: refusals.notable() }),
  );

  app.get(
    '/audit/check',
    {
      config: { access: 'readAudit', confirm: 'never' },
      schema: { response: { 200: auditCheckReplySchema, ...errorReplies } },
    },
    // Whoever asks while a check is under way waits for that one.
    () => (checking ??= audit.check().finally(() => (checking = undefined))),
  );

  app.get(
    '/audit/export',
    // A stream has no schema; what goes wrong before it is answered as everywhere.
    { config: { access: 'readAudit', confirm: 'always' }, schema: { querystring: auditExportQuerySchema } },
    async (request, reply) => {
      const { format } = request.query;
      const name = `circlewell-audit-${new Date(now()).toISOString().slice(0, 10)}.${format}`;
      void reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store');
      return reply.send(Readable.from(exportAudit(audit, format)));
    },
  );
}
