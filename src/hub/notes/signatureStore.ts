import type { Kysely } from 'kysely';
import { staffSignatureSchema, type StaffSignature } from '../../protocol/api/credentials.ts';
import type { Tables } from '../records/kysely/tables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../records/sealing.ts';
import { staffSignatureRowSchema } from './noteTables.ts';

/** How staff sign: printed names and credentials (SG5, SG13). They go with their account. */
export interface SignatureStore {
  find(staffId: string): Promise<StaffSignature | null>;
  /** Everybody's, by the account's id. */
  list(): Promise<ReadonlyMap<string, StaffSignature>>;
  put(staffId: string, signature: StaffSignature): Promise<void>;
}

const place = (staffId: string): SealedPlace => ({
  table: 'staff_signatures',
  column: 'sealed',
  id: staffId,
});

export function createSignatureStore(db: Kysely<Tables>, sealer: Sealer): SignatureStore {
  function parse(row: unknown): readonly [string, StaffSignature] {
    const { staff_id, sealed } = staffSignatureRowSchema.parse(row);
    return [staff_id, openJson(sealer, place(staff_id), sealed, staffSignatureSchema)];
  }
  return {
    async find(staffId) {
      const row = await db
        .selectFrom('staff_signatures')
        .selectAll()
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      return row === undefined ? null : parse(row)[1];
    },
    async list() {
      const rows = await db.selectFrom('staff_signatures').selectAll().orderBy('staff_id').execute();
      return new Map(rows.map(parse));
    },
    async put(staffId, signature) {
      const sealed = sealJson(sealer, place(staffId), signature);
      await db
        .insertInto('staff_signatures')
        .values({ staff_id: staffId, sealed })
        .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ sealed }))
        .execute();
    },
  };
}
