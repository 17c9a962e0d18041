import type { Kysely } from 'kysely';
import { DEFAULT_LOCK_MINUTES } from '../../../protocol/api/signIns.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import type { Sealer } from '../sealing.ts';
import { accountMark, accountNameOf, displayNameOf, PRACTICE_NAME } from '../staffNames.ts';
import type { StaffAccount, StaffStore } from '../staffStore.ts';
import { staffRowSchema, type Tables } from './tables.ts';

/** In the column, which may not be null since the first release: what is no hash. */
const NONE_CHOSEN = '';

export function createStaffStore(db: Kysely<Tables>, sealer: Sealer, now: () => number): StaffStore {
  async function insert(on: Kysely<Tables>, account: StaffAccount): Promise<void> {
    const { numInsertedOrUpdatedRows } = await on
      .insertInto('staff')
      .values(toRow(sealer, account, now()))
      .onConflict((conflict) => conflict.column('account_key').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n)
      throw new CirclewellError('conflict', 'The account name is in use', 'account.nameTaken');
  }

  async function find(on: Kysely<Tables>, id: string): Promise<StaffAccount | null> {
    return toAccount(
      sealer,
      await on.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst(),
    );
  }

  return {
    setUp: (practice, owner) =>
      db.transaction().execute(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('practice')
          .values({
            id: 'practice',
            name: sealer.seal(PRACTICE_NAME, practice.name),
            time_zone: practice.timeZone,
            language: practice.language,
            created_at: now(),
            lock_after_minutes: DEFAULT_LOCK_MINUTES,
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 1n)
          throw new CirclewellError('conflict', 'The practice is set up', 'account.alreadySetUp');
        await insert(trx, owner);
      }),
    add: (account) => insert(db, account),
    find: (id) => find(db, id),
    async findByAccountName(accountName) {
      return toAccount(
        sealer,
        await db
          .selectFrom('staff')
          .selectAll()
          .where('account_key', '=', accountMark(sealer, accountName))
          .executeTakeFirst(),
      );
    },
    async list() {
      const rows = await db.selectFrom('staff').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map((row) => parseRow(sealer, row));
    },
    change: (id, change, from) =>
      db.transaction().execute(async (trx) => {
        const before = await find(trx, id);
        if (!before || (from && from.passphraseHash !== before.passphraseHash)) return null;
        const after = { ...before, ...change };
        await trx
          .updateTable('staff')
          .set({
            display_name: sealer.seal(displayNameOf(id), after.displayName),
            role: after.role,
            is_active: after.isActive ? 1 : 0,
            is_owner: after.isOwner ? 1 : 0,
            passphrase_hash: after.passphraseHash ?? NONE_CHOSEN,
          })
          .where('id', '=', id)
          .execute();
        const owner = await trx
          .selectFrom('staff')
          .select('id')
          .where('is_owner', '=', 1)
          .where('is_active', '=', 1)
          .executeTakeFirst();
        if (!owner)
          throw new CirclewellError('conflict', 'The practice needs an active owner', 'account.lastOwner');
        return after;
      }),
  };
}

function toRow(sealer: Sealer, account: StaffAccount, createdAt: number): Tables['staff'] {
  return {
    id: account.id,
    account_key: accountMark(sealer, account.accountName),
    account_name: sealer.seal(accountNameOf(account.id), account.accountName),
    display_name: sealer.seal(displayNameOf(account.id), account.displayName),
    role: account.role,
    is_owner: account.isOwner ? 1 : 0,
    is_active: account.isActive ? 1 : 0,
    passphrase_hash: account.passphraseHash ?? NONE_CHOSEN,
    created_at: createdAt,
  };
}

function toAccount(sealer: Sealer, row: unknown): StaffAccount | null {
  return row === undefined ? null : parseRow(sealer, row);
}

function parseRow(sealer: Sealer, row: unknown): StaffAccount {
  const parsed = staffRowSchema.parse(row);
  return {
    id: parsed.id,
    accountName: sealer.open(accountNameOf(parsed.id), parsed.account_name),
    displayName: sealer.open(displayNameOf(parsed.id), parsed.display_name),
    role: parsed.role,
    isOwner: parsed.is_owner === 1,
    isActive: parsed.is_active === 1,
    passphraseHash: parsed.passphrase_hash === NONE_CHOSEN ? null : parsed.passphrase_hash,
  };
}
