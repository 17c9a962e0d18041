import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { KEY_BYTES, unwrapKey, wrapKey } from './sealing.ts';
import { dataKeyRowSchema, type Tables } from './kysely/tables.ts';

/** One practice, one data key. */
export const PRACTICE_KEY_ID = 'practice';

/**
 * Opens the practice's data key with one key-encryption key and seals it under another.
 * @throws Error if it was sealed under another key, or there is none
 */
export async function rewrapDataKey(db: Kysely<Tables>, from: Uint8Array, to: Uint8Array): Promise<void> {
  const row = await db
    .selectFrom('data_keys')
    .selectAll()
    .where('id', '=', PRACTICE_KEY_ID)
    .executeTakeFirst();
  const wrapped = wrapKey(
    to,
    PRACTICE_KEY_ID,
    unwrapKey(from, PRACTICE_KEY_ID, dataKeyRowSchema.parse(row).wrapped),
  );
  if (Buffer.compare(from, to) === 0) return;
  await db.updateTable('data_keys').set({ wrapped }).where('id', '=', PRACTICE_KEY_ID).execute();
}

/**
 * The practice's data key, unwrapped; made and stored wrapped at the first run.
 * @param kek the key-encryption key, 32 bytes.
 * @throws Error with a sentence for the operator if the store was sealed under another key-encryption key.
 */
export async function readOrMakeDataKey(
  db: Kysely<Tables>,
  kek: Uint8Array,
  now: number,
): Promise<Uint8Array> {
  const read = () =>
    db.selectFrom('data_keys').selectAll().where('id', '=', PRACTICE_KEY_ID).executeTakeFirst();
  let row = await read();
  if (!row) {
    const wrapped = wrapKey(kek, PRACTICE_KEY_ID, randomBytes(KEY_BYTES));
    await db
      .insertInto('data_keys')
      .values({ id: PRACTICE_KEY_ID, wrapped, created_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    row = await read();
  }
  const { wrapped } = dataKeyRowSchema.parse(row);
  try {
    return unwrapKey(kek, PRACTICE_KEY_ID, wrapped);
  } catch {
    throw new Error(
      'The key does not fit this data folder: it was sealed under another one. Restore the key file that belongs to it.',
    );
  }
}
