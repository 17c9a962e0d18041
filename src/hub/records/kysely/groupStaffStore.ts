import type { Kysely } from 'kysely';
import type { GroupStaffStore } from '../groupStaffStore.ts';
import { groupStaffRowSchema, type Tables } from './tables.ts';

export function createGroupStaffStore(db: Kysely<Tables>): GroupStaffStore {
  const rows = () =>
    db
      .selectFrom('group_staff')
      .innerJoin('staff', 'staff.id', 'group_staff.staff_id')
      .select(['group_staff.group_id', 'group_staff.staff_id'])
      .orderBy('staff.created_at')
      .orderBy('staff.id');
  const parse = (row: unknown) => groupStaffRowSchema.parse(row);

  return {
    assign: (groupId, staffIds) =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('group_staff').where('group_id', '=', groupId).execute();
        const values = [...new Set(staffIds)].map((staffId) => ({ group_id: groupId, staff_id: staffId }));
        if (values.length > 0) await trx.insertInto('group_staff').values(values).execute();
      }),
    async listOfGroup(groupId) {
      const found = await rows().where('group_staff.group_id', '=', groupId).execute();
      return found.map((row) => parse(row).staff_id);
    },
    async listByGroup() {
      const byGroup = new Map<string, string[]>();
      for (const row of await rows().execute()) {
        const { group_id, staff_id } = parse(row);
        byGroup.set(group_id, [...(byGroup.get(group_id) ?? []), staff_id]);
      }
      return byGroup;
    },
    async listOfStaff(staffId) {
      const found = await rows().where('group_staff.staff_id', '=', staffId).execute();
      return new Set(found.map((row) => parse(row).group_id));
    },
  };
}
