import path from 'node:path';
import { openAudit } from '../audit/openAudit.ts';
import type { BackupSecret } from '../backup/backupKeys.ts';
import { makeBackup } from '../backup/makeBackup.ts';
import { newRecoveryKey } from '../backup/recoveryKey.ts';
import { assertStrongPassphrase } from '../identity/passphrases.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import { askSecret } from './askSecret.ts';
import type { Command, CommandContext } from './command.ts';
import { databaseOf, readKek } from './practiceFiles.ts';

/** `backup FILE`: makes a backup of a practice, beside a running hub too (OP6). */
export const backupCommand: Command = async (context) => {
  const { config, operands, version, say } = context;
  const target = path.resolve(operands[0] ?? '');
  const databaseFile = databaseOf(config);
  const kek = await readKek(config);
  const secret = await chooseSecret(context);
  const startedAt = performance.now();
  const now = () => Date.now();
  const bytes = await makeBackup({
    databaseFile,
    kek,
    target,
    secret,
    release: version,
    now,
    onProgress: () => undefined,
  });
  const { audit, close } = await openAudit({ driver: createSqliteDriver(databaseFile), kek, now });
  try {
    await audit.append({ kind: 'backupMade', actor: { kind: 'hub' }, basis: 'operator' });
  } finally {
    await close();
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`The backup is in ${target}: ${bytes} bytes, made and read back in ${seconds} s.`);
  if (secret.kind === 'recoveryKey') {
    say(`Its recovery key: ${secret.text}`);
    say('Write it down and keep it elsewhere. It is shown only now, and nothing else opens this backup.');
  }
  return 0;
};

async function chooseSecret(context: CommandContext): Promise<BackupSecret> {
  if (context.flags['recovery-key'] === true) return { kind: 'recoveryKey', text: newRecoveryKey() };
  const text = await askSecret(context, 'A passphrase for the backup (leave it empty for a recovery key)');
  if (text === null)
    throw new Error(
      'The backup needs a passphrase: name a file with --passphrase-file, set CIRCLEWELL_BACKUP_PASSPHRASE, or add --recovery-key.',
    );
  if (text === '') return { kind: 'recoveryKey', text: newRecoveryKey() };
  if (text.length < 12) throw new Error('The passphrase is too short: take at least 12 characters.');
  assertStrongPassphrase(text, '');
  return { kind: 'passphrase', text };
}
