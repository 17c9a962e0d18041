import type { Kysely } from 'kysely';
import { consentBodySchema, withdrawalBodySchema } from '../../protocol/api/consents.ts';
import type { Tables } from '../records/kysely/tables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../records/sealing.ts';
import type { ConsentStore, KeptConsent } from './consentStore.ts';
import { consentRowSchema, withdrawalRowSchema } from './consentTables.ts';

const place = (id: string): SealedPlace => ({ table: 'consents', column: 'sealed', id });
const withdrawalPlace = (id: string): SealedPlace => ({ table: 'consent_withdrawals', column: 'sealed', id });

export function createConsentStore(db: Kysely<Tables>, sealer: Sealer): ConsentStore {
  function withdrawalIn(row: unknown): KeptConsent['withdrawal'] {
    const { consent_id: id, sealed, recorded_at, recorded_by } = withdrawalRowSchema.parse(row);
    return {
      ...openJson(sealer, withdrawalPlace(id), sealed, withdrawalBodySchema),
      recordedAt: recorded_at,
      recordedBy: recorded_by,
    };
  }

  function consentIn(row: unknown, withdrawal: KeptConsent['withdrawal']): KeptConsent {
    const { id, member_id, sealed, recorded_at, recorded_by } = consentRowSchema.parse(row);
    return {
      ...openJson(sealer, place(id), sealed, consentBodySchema),
      id,
      memberId: member_id,
      recordedAt: recorded_at,
      recordedBy: recorded_by,
      withdrawal,
    };
  }

  return {
    async add({ id, memberId, recordedAt, recordedBy, ...body }) {
      await db
        .insertInto('consents')
        .values({
          id,
          member_id: memberId,
          sealed: sealJson(sealer, place(id), body),
          recorded_at: recordedAt,
          recorded_by: recordedBy,
        })
        .execute();
    },

    async find(id) {
      const row = await db.selectFrom('consents').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      const withdrawal = await db
        .selectFrom('consent_withdrawals')
        .selectAll()
        .where('consent_id', '=', id)
        .executeTakeFirst();
      return consentIn(row, withdrawal === undefined ? null : withdrawalIn(withdrawal));
    },

    async listOfGroup(groupId) {
      const ofGroup = db.selectFrom('members').select('id').where('group_id', '=', groupId);
      const rows = await db
        .selectFrom('consents')
        .selectAll()
        .where('member_id', 'in', ofGroup)
        .orderBy('recorded_at', 'desc')
        .orderBy('id')
        .execute();
      const withdrawn = await db
        .selectFrom('consent_withdrawals')
        .selectAll()
        .where('consent_id', 'in', db.selectFrom('consents').select('id').where('member_id', 'in', ofGroup))
        .execute();
      const byConsent = new Map(withdrawn.map((row) => [row.consent_id, withdrawalIn(row)]));
      return rows.map((row) => consentIn(row, byConsent.get(row.id) ?? null));
    },

    async withdraw(id, { recordedAt, recordedBy, ...body }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('consent_withdrawals')
        .values({
          consent_id: id,
          sealed: sealJson(sealer, withdrawalPlace(id), body),
          recorded_at: recordedAt,
          recorded_by: recordedBy,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
