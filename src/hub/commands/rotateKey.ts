import { assertNotInUse } from '../backup/restoreChecks.ts';
import { makeNextKey } from '../records/keyFile.ts';
import { openRecords } from '../records/openRecords.ts';
import { fittingKey, readPracticeKeys, refuseGuessable, settleKeys } from '../records/practiceKeys.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import type { Command } from './command.ts';
import { assertCurrentSchema, databaseOf } from './practiceFiles.ts';

/**
 * `rotate-key`: seals the practice under another key-encryption key (OP50), with its hub stopped: a hub that runs would go on making
 * backups with the key before.
 */
export const rotateKeyCommand: Command = async ({ config, say }) => {
  const { kek } = config;
  const file = databaseOf(config);
  // What the keychain has is said before a key is made for nothing.
  await readPracticeKeys(kek, true);
  assertNotInUse(file);
  assertCurrentSchema(file);
  if (kek.from === 'file') await makeNextKey(kek.file);
  const keys = await readPracticeKeys(kek, true);
  if (keys.next === null)
    throw new Error(
      'The next key is missing. Make one with "openssl rand -base64 32", and give it as CIRCLEWELL_KEK_NEXT beside CIRCLEWELL_KEK.',
    );
  refuseGuessable(keys, kek, true);
  const now = () => Date.now();
  const fitting = fittingKey(file, keys);
  const records = await openRecords({ driver: createSqliteDriver(file), kek: fitting, now });
  try {
    await settleKeys(keys, { records, fitting, kek, now });
  } finally {
    await records.close();
  }
  say(
    kek.from === 'file'
      ? `The practice is sealed under a new key, which is in ${kek.file}. The one before is beside it (${kek.file}.before-…).`
      : 'The practice is sealed under CIRCLEWELL_KEK_NEXT. Give that key as CIRCLEWELL_KEK from now on.',
  );
  say(
    'Make a backup now. Backups from before hold the key of their day and restore as always; copies of the data folder from before open with the key before alone: once you need none of them, destroy it.',
  );
  return 0;
};
