import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from './kysely/tables.ts';
import type { RecordsDriver } from './recordsDriver.ts';
import type { Sealer } from './sealing.ts';
import { accountMark, accountNameOf, displayNameOf, PRACTICE_NAME } from './staffNames.ts';

/** The two tables before, with what is added beside. */
type TablesBefore = {
  practice: { name: string; sealed_name: Uint8Array };
  staff: {
    id: string;
    account_key: string;
    account_name: string;
    display_name: string;
    sealed_account_name: Uint8Array;
    sealed_display_name: Uint8Array;
  };
};

/**
 * Seals the names of staff and of the practice, which lay open until now (RE52, ADR 0155).
 * @param unlock the practice's sealer; asked for only where there is a practice
 */
export function createSealedNamesMigration(
  { bytes }: RecordsDriver['columnTypes'],
  unlock: (db: Kysely<Tables>) => Promise<Sealer>,
): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const replaced = [
        ['practice', 'name'],
        ['staff', 'account_name'],
        ['staff', 'display_name'],
      ] as const;
      for (const [table, column] of replaced)
        await db.schema.alterTable(table).addColumn(`sealed_${column}`, bytes).execute();
      await sealNames(db.$extendTables<TablesBefore>(), async () => unlock(db.$extendTables<Tables>()));
      for (const [table, column] of replaced) {
        await db.schema.alterTable(table).dropColumn(column).execute();
        await db.schema.alterTable(table).renameColumn(`sealed_${column}`, column).execute();
      }
    },
  };
}

async function sealNames(db: Kysely<TablesBefore>, unlock: () => Promise<Sealer>): Promise<void> {
  const practice = await db.selectFrom('practice').select('name').executeTakeFirst();
  if (!practice) return;
  const sealer = await unlock();
  await db
    .updateTable('practice')
    .set({ sealed_name: sealer.seal(PRACTICE_NAME, practice.name) })
    .execute();
  const accounts = await db.selectFrom('staff').select(['id', 'account_name', 'display_name']).execute();
  for (const { id, account_name, display_name } of accounts)
    await db
      .updateTable('staff')
      .set({
        account_key: accountMark(sealer, account_name),
        sealed_account_name: sealer.seal(accountNameOf(id), account_name),
        sealed_display_name: sealer.seal(displayNameOf(id), display_name),
      })
      .where('id', '=', id)
      .execute();
}
