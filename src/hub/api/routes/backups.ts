import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  backupBegunReplySchema,
  backupBodySchema,
  backupsReplySchema,
} from '../../../protocol/api/backups.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { assertStrongPassphrase } from '../../identity/passphrases.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

/** Backups by a button: begun, watched and downloaded (OP7). */
export function registerBackups(app: ApiInstance, { records, guard, backups }: ApiDeps): void {
  app.get(
    '/backups',
    {
      config: { access: 'operateHub', confirm: 'never' },
      schema: { response: { 200: backupsReplySchema, ...errorReplies } },
    },
    async () => ({
      state: backups.state(),
      lastMadeAt: (await records.audit.lastOf('backupMade'))?.at ?? null,
    }),
  );

  app.post(
    '/backups',
    {
      config: { access: 'operateHub', confirm: 'always' },
      schema: { body: backupBodySchema, response: { 200: backupBegunReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { passphrase } = request.body;
      if (passphrase !== undefined) assertStrongPassphrase(passphrase, '');
      return backups.start(guard.staffOf(request).account.id, passphrase ?? null);
    },
  );

  // A stream has no schema; what goes wrong before it is answered as everywhere. Making it was confirmed, and it opens
  // only with what was chosen then.
  const fileConfig = { access: 'operateHub', confirm: 'never' } as const;
  app.get('/backups/file', { config: fileConfig, schema: {} }, async (_request, reply) => {
    const file = backups.file();
    if (!file) throw new CirclewellError('not_found', 'There is no backup to download');
    const { size } = await stat(file.path);
    void reply
      .type('application/octet-stream')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${file.name}"`)
      .header('cache-control', 'no-store');
    return reply.send(createReadStream(file.path));
  });
}
