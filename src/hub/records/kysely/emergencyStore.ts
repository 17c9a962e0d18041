import type { Kysely } from 'kysely';
import type { EmergencyRecord, EmergencyStore } from '../emergencyStore.ts';
import type { SealedPlace, Sealer } from '../sealing.ts';
import { emergencyAccessRowSchema, type Tables } from './tables.ts';

const place = (id: string): SealedPlace => ({ table: 'emergency_accesses', column: 'reason', id });

export function createEmergencyStore(db: Kysely<Tables>, sealer: Sealer): EmergencyStore {
  function toRecord(row: unknown): EmergencyRecord {
    const { id, group_id, staff_id, reason, opened_at, ends_at, reviewed_at, reviewed_by } =
      emergencyAccessRowSchema.parse(row);
    return {
      id,
      groupId: group_id,
      staffId: staff_id,
      reason: sealer.open(place(id), reason),
      openedAt: opened_at,
      endsAt: ends_at,
      reviewedAt: reviewed_at,
      reviewedBy: reviewed_by,
    };
  }

  return {
    async add({ id, groupId, staffId, reason, openedAt, endsAt, reviewedAt, reviewedBy }) {
      await db
        .insertInto('emergency_accesses')
        .values({
          id,
          group_id: groupId,
          staff_id: staffId,
          reason: sealer.seal(place(id), reason),
          opened_at: openedAt,
          ends_at: endsAt,
          reviewed_at: reviewedAt,
          reviewed_by: reviewedBy,
        })
        .execute();
    },
    async find(id) {
      const row = await db
        .selectFrom('emergency_accesses')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },
    async isOpen(staffId, groupId, at) {
      const row = await db
        .selectFrom('emergency_accesses')
        .select('id')
        .where('staff_id', '=', staffId)
        .where('group_id', '=', groupId)
        .where('opened_at', '<=', at)
        .where('ends_at', '>', at)
        .executeTakeFirst();
      return row !== undefined;
    },
    async listUnreviewed() {
      const rows = await db
        .selectFrom('emergency_accesses')
        .selectAll()
        .where('reviewed_at', 'is', null)
        .orderBy('opened_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(toRecord);
    },
    async review(id, by, at) {
      const row = await db
        .updateTable('emergency_accesses')
        .set({ reviewed_at: at, reviewed_by: by })
        .where('id', '=', id)
        .where('reviewed_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },
  };
}
