import path from 'node:path';
import { restorePractice } from '../backup/restorePractice.ts';
import { askSecret } from './askSecret.ts';
import type { Command } from './command.ts';
import { describeCheck } from './verifyAudit.ts';

/** `restore FILE`: makes a practice again from a backup (OP10). */
export const restoreCommand: Command = async (context) => {
  const { config, operands, flags, say } = context;
  const secret = await askSecret(context, 'The passphrase or recovery key of the backup');
  if (secret === null)
    throw new Error(
      'The backup’s passphrase or recovery key is needed: name a file with --passphrase-file, or set CIRCLEWELL_BACKUP_PASSPHRASE.',
    );
  const startedAt = performance.now();
  const { createdAt, putAside, audit } = await restorePractice({
    file: path.resolve(operands[0] ?? ''),
    secret,
    config,
    isReplacing: flags['replace'] === true,
    now: () => Date.now(),
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(
    `The practice in ${config.dataDir} is as it was on ${new Date(createdAt).toISOString()}; that took ${seconds} s.`,
  );
  if (putAside !== null) say(`What was there before is in ${putAside}.`);
  if (config.kek.from === 'file') say(`Its key is in ${config.kek.file}. Keep a copy of it elsewhere.`);
  say(describeCheck(audit));
  say(
    'Everybody signs in again, and members open their link again. Links that were revoked since then open again: look through the rosters.',
  );
  return 0;
};
