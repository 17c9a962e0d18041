import type { Kysely } from 'kysely';
import { z } from 'zod';
import { agendaTemplateSchema, meetingTimeSchema } from '../../../protocol/api/groups.ts';
import type { GroupStore, TherapyGroup } from '../groupStore.ts';
import type { SealedPlace, Sealer } from '../sealing.ts';
import { groupRowSchema, type Tables } from './tables.ts';

const meetingTimesSchema = z.array(meetingTimeSchema);
const place = (id: string): SealedPlace => ({ table: 'therapy_groups', column: 'name', id });

export function createGroupStore(db: Kysely<Tables>, sealer: Sealer, now: () => number): GroupStore {
  function parseRow(row: unknown): TherapyGroup {
    const { id, name, template, meeting_times } = groupRowSchema.parse(row);
    return {
      id,
      name: sealer.open(place(id), name),
      template: agendaTemplateSchema.parse(template),
      meetingTimes: meetingTimesSchema.parse(JSON.parse(meeting_times)),
    };
  }
  function toRow({ id, name, template, meetingTimes }: TherapyGroup) {
    return { id, name: sealer.seal(place(id), name), template, meeting_times: JSON.stringify(meetingTimes) };
  }
  async function find(on: Kysely<Tables>, id: string): Promise<TherapyGroup | null> {
    const row = await on.selectFrom('therapy_groups').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? parseRow(row) : null;
  }

  return {
    async add(group) {
      await db
        .insertInto('therapy_groups')
        .values({ ...toRow(group), created_at: now() })
        .execute();
    },
    find: (id) => find(db, id),
    async list() {
      const rows = await db
        .selectFrom('therapy_groups')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(parseRow);
    },
    change: (id, change) =>
      db.transaction().execute(async (trx) => {
        const before = await find(trx, id);
        if (!before) return null;
        const after = { ...before, ...change };
        const { name, template, meeting_times } = toRow(after);
        await trx
          .updateTable('therapy_groups')
          .set({ name, template, meeting_times })
          .where('id', '=', id)
          .execute();
        return after;
      }),
  };
}
