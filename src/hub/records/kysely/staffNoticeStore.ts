import type { Kysely } from 'kysely';
import type { StaffNoticeStore } from '../staffNoticeStore.ts';
import { staffNoticeRowSchema, type Tables } from './tables.ts';

export function createStaffNoticeStore(db: Kysely<Tables>): StaffNoticeStore {
  return {
    async add({ id, staffId, kind, at, byId }) {
      await db.insertInto('staff_notices').values({ id, staff_id: staffId, kind, at, by_id: byId }).execute();
    },
    async listOf(staffId) {
      const rows = await db
        .selectFrom('staff_notices')
        .selectAll()
        .where('staff_id', '=', staffId)
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map((row) => {
        const { id, kind, at, by_id: byId } = staffNoticeRowSchema.parse(row);
        return { id, staffId, kind, at, byId };
      });
    },
    async removeOf(staffId, ids) {
      if (ids.length === 0) return;
      await db.deleteFrom('staff_notices').where('staff_id', '=', staffId).where('id', 'in', ids).execute();
    },
  };
}
