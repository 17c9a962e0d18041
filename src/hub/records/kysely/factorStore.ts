import type { Kysely } from 'kysely';
import { z } from 'zod';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { FactorStore, PasskeyRecord } from '../factorStore.ts';
import { authenticatorAppRowSchema, factorRuleRowSchema, passkeyRowSchema } from '../factorTables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../sealing.ts';
import type { Tables } from './tables.ts';

const passkeyContentSchema = z.object({
  credentialId: z.string(),
  publicKey: z.string(),
  host: z.string(),
  name: z.string(),
});
const appPlace = (id: string): SealedPlace => ({ table: 'authenticator_apps', column: 'sealed', id });
const passkeyPlace = (id: string): SealedPlace => ({ table: 'passkeys', column: 'sealed', id });
const codePlace = (id: string): SealedPlace => ({ table: 'recovery_codes', column: 'mark', id });
const CREDENTIALS: SealedPlace = { table: 'passkeys', column: 'credential_mark', id: '' };

export function createFactorStore(db: Kysely<Tables>, sealer: Sealer): FactorStore {
  const credentialMark = (credentialId: string) => sealer.mark(CREDENTIALS, credentialId);

  function sealPasskey({ id, credentialId, publicKey, host, name }: PasskeyRecord): Uint8Array {
    return sealJson(sealer, passkeyPlace(id), { credentialId, publicKey, host, name });
  }

  function openPasskey(row: unknown): PasskeyRecord {
    const { id, staff_id, sealed, counter, created_at, last_used_at } = passkeyRowSchema.parse(row);
    const content = openJson(sealer, passkeyPlace(id), sealed, passkeyContentSchema);
    return { id, staffId: staff_id, ...content, counter, createdAt: created_at, lastUsedAt: last_used_at };
  }

  const apps: Pick<FactorStore, 'setApp' | 'findApp' | 'useAppStep' | 'removeApp'> = {
    async setApp(staffId, { key, usedStep, createdAt }) {
      const values = {
        sealed: sealer.seal(appPlace(staffId), key),
        used_step: usedStep,
        created_at: createdAt,
      };
      await db
        .insertInto('authenticator_apps')
        .values({ staff_id: staffId, ...values })
        .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(values))
        .execute();
    },
    async findApp(staffId) {
      const row = await db
        .selectFrom('authenticator_apps')
        .selectAll()
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      if (!row) return null;
      const { sealed, created_at } = authenticatorAppRowSchema.parse(row);
      return { key: sealer.open(appPlace(staffId), sealed), createdAt: created_at };
    },
    async useAppStep(staffId, step) {
      const { numUpdatedRows } = await db
        .updateTable('authenticator_apps')
        .set({ used_step: step })
        .where('staff_id', '=', staffId)
        .where('used_step', '<', step)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async removeApp(staffId) {
      const { numDeletedRows } = await db
        .deleteFrom('authenticator_apps')
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };

  const passkeys: Pick<
    FactorStore,
    'addPasskey' | 'findPasskey' | 'listPasskeys' | 'usePasskey' | 'renamePasskey' | 'removePasskey'
  > = {
    async addPasskey(passkey) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('passkeys')
        .values({
          id: passkey.id,
          staff_id: passkey.staffId,
          credential_mark: credentialMark(passkey.credentialId),
          sealed: sealPasskey(passkey),
          counter: passkey.counter,
          created_at: passkey.createdAt,
          last_used_at: passkey.lastUsedAt,
        })
        .onConflict((conflict) => conflict.column('credential_mark').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n)
        throw new CirclewellError('conflict', 'The passkey is known already', 'factor.wrongPasskey');
    },
    async findPasskey(credentialId) {
      const row = await db
        .selectFrom('passkeys')
        .selectAll()
        .where('credential_mark', '=', credentialMark(credentialId))
        .executeTakeFirst();
      return row === undefined ? null : openPasskey(row);
    },
    async listPasskeys(staffId) {
      const rows = await db
        .selectFrom('passkeys')
        .selectAll()
        .where('staff_id', '=', staffId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(openPasskey);
    },
    async usePasskey(id, { before, counter, at }) {
      const doesCount = before > 0 || counter > 0;
      if (doesCount && counter <= before) return false;
      const { numUpdatedRows } = await db
        .updateTable('passkeys')
        .set({ counter, last_used_at: at })
        .where('id', '=', id)
        .where('counter', '=', before)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async renamePasskey(staffId, id, name) {
      const found = (await passkeys.listPasskeys(staffId)).find((passkey) => passkey.id === id);
      if (!found) return false;
      const { numUpdatedRows } = await db
        .updateTable('passkeys')
        .set({ sealed: sealPasskey({ ...found, name }) })
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async removePasskey(staffId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('passkeys')
        .where('id', '=', id)
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };

  const recoveryCodes: Pick<FactorStore, 'setRecoveryCodes' | 'useRecoveryCode' | 'countRecoveryCodes'> = {
    setRecoveryCodes: (staffId, codes) =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('recovery_codes').where('staff_id', '=', staffId).execute();
        const rows = codes.map((code) => ({
          staff_id: staffId,
          mark: sealer.mark(codePlace(staffId), code),
        }));
        await trx.insertInto('recovery_codes').values(rows).execute();
      }),
    async useRecoveryCode(staffId, code) {
      const { numDeletedRows } = await db
        .deleteFrom('recovery_codes')
        .where('staff_id', '=', staffId)
        .where('mark', '=', sealer.mark(codePlace(staffId), code))
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async countRecoveryCodes(staffId) {
      const rows = await db
        .selectFrom('recovery_codes')
        .select('mark')
        .where('staff_id', '=', staffId)
        .execute();
      return rows.length;
    },
  };

  async function holders(): Promise<string[]> {
    const rows = await db
      .selectFrom('authenticator_apps')
      .select('staff_id')
      .union(db.selectFrom('passkeys').select('staff_id'))
      .execute();
    return rows.map(({ staff_id }) => idSchema.parse(staff_id));
  }

  return {
    async hold(staffId) {
      // What changes nothing is a write all the same, and holds the database, or the row where a driver locks rows.
      await db
        .updateTable('staff')
        .set(({ ref }) => ({ id: ref('id') }))
        .where('id', '=', staffId)
        .execute();
    },
    ...apps,
    ...passkeys,
    ...recoveryCodes,
    holders,
    has: async (staffId) => (await holders()).includes(staffId),
    removeAllOf: (staffId) =>
      db.transaction().execute(async (trx) => {
        for (const table of ['authenticator_apps', 'passkeys', 'recovery_codes'] as const)
          await trx.deleteFrom(table).where('staff_id', '=', staffId).execute();
      }),
    async isNeeded() {
      const row = await db.selectFrom('factor_rule').selectAll().executeTakeFirst();
      return row !== undefined && factorRuleRowSchema.parse(row).is_needed === 1;
    },
    async setNeeded(isNeeded) {
      const values = { is_needed: isNeeded ? 1 : 0 } as const;
      await db
        .insertInto('factor_rule')
        .values({ id: 'practice', ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
  };
}
