import type { Kysely } from 'kysely';
import type { StaffLinkRecord, StaffLinkStore } from '../staffLinkStore.ts';
import { staffLinkRowSchema, type Tables } from './tables.ts';

export function createStaffLinkStore(db: Kysely<Tables>): StaffLinkStore {
  return {
    async replace({ staffId, tokenHash, kind, createdAt, expiresAt }) {
      const fresh = { token_hash: tokenHash, kind, created_at: createdAt, expires_at: expiresAt };
      await db
        .insertInto('staff_links')
        .values({ staff_id: staffId, ...fresh })
        .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(fresh))
        .execute();
    },
    async findByTokenHash(tokenHash) {
      const row = await db
        .selectFrom('staff_links')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? parseRow(row) : null;
    },
    async findOf(staffId) {
      const row = await db
        .selectFrom('staff_links')
        .selectAll()
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      return row ? parseRow(row) : null;
    },
    async list() {
      return (await db.selectFrom('staff_links').selectAll().execute()).map(parseRow);
    },
    async take(tokenHash) {
      const { numDeletedRows } = await db
        .deleteFrom('staff_links')
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async removeOf(staffId) {
      await db.deleteFrom('staff_links').where('staff_id', '=', staffId).execute();
    },
  };
}

function parseRow(row: unknown): StaffLinkRecord {
  const parsed = staffLinkRowSchema.parse(row);
  return {
    staffId: parsed.staff_id,
    tokenHash: parsed.token_hash,
    kind: parsed.kind,
    createdAt: parsed.created_at,
    expiresAt: parsed.expires_at,
  };
}
