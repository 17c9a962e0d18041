import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { SessionFacts } from '../../../protocol/session/events.ts';
import { agendaBlockSchema } from '../../../protocol/session/state.ts';
import type { SealedPlace, Sealer } from '../sealing.ts';
import type { SessionStore } from '../sessionStore.ts';
import { sessionRowSchema, type Tables } from './tables.ts';

const unplannedRowSchema = sessionRowSchema.pick({ id: true });
const latestRowSchema = z.object({ latest: z.number().int().nullable() });
const blocksSchema = z.array(agendaBlockSchema);
const place = (id: string): SealedPlace => ({ table: 'sessions', column: 'group_name', id });

export function createSessionStore(db: Kysely<Tables>, sealer: Sealer): SessionStore {
  function parseRow(row: unknown): SessionFacts {
    const parsed = sessionRowSchema.parse(row);
    return {
      id: parsed.id,
      groupId: parsed.group_id,
      groupName: sealer.open(place(parsed.id), parsed.group_name),
      scheduledStart: parsed.scheduled_start,
      scheduledEnd: parsed.scheduled_end,
      blocks: blocksSchema.parse(JSON.parse(parsed.blocks)),
    };
  }
  const between = (from: number, to: number) =>
    db
      .selectFrom('sessions')
      .selectAll()
      .where('scheduled_start', '>=', from)
      .where('scheduled_start', '<', to)
      .orderBy('scheduled_start')
      .orderBy('id');

  return {
    async add(facts, scheduleKey) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('sessions')
        .values({
          id: facts.id,
          group_id: facts.groupId,
          schedule_key: scheduleKey,
          scheduled_start: facts.scheduledStart,
          scheduled_end: facts.scheduledEnd,
          group_name: sealer.seal(place(facts.id), facts.groupName),
          blocks: JSON.stringify(facts.blocks),
        })
        .onConflict((conflict) => conflict.columns(['group_id', 'schedule_key']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async find(id) {
      const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? parseRow(row) : null;
    },
    listBetween: async (from, to) => (await between(from, to).execute()).map(parseRow),
    listOfGroup: async (groupId, from, to) =>
      (await between(from, to).where('group_id', '=', groupId).execute()).map(parseRow),
    async latestStart(groupIds, before) {
      if (groupIds.length === 0) return null;
      const row = await db
        .selectFrom('sessions')
        .select(({ fn }) => fn.max('scheduled_start').as('latest'))
        .where('group_id', 'in', groupIds)
        .where('scheduled_start', '<', before)
        .executeTakeFirstOrThrow();
      return latestRowSchema.parse(row).latest;
    },
    async removeUntouched(groupId) {
      const rows = await db.transaction().execute(async (trx) => {
        // Written first, with nothing changed: whoever is just beginning one of them is waited for, and what is asked next sees it.
        await trx
          .updateTable('sessions')
          .set(({ ref }) => ({ id: ref('id') }))
          .where('group_id', '=', groupId)
          .execute();
        return trx
          .deleteFrom('sessions')
          .where('group_id', '=', groupId)
          .where('schedule_key', 'is not', null)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('session_events')
                  .select('seq')
                  .whereRef('session_events.session_id', '=', 'sessions.id'),
              ),
            ),
          )
          .returning('id')
          .execute();
      });
      return rows.map((row) => unplannedRowSchema.parse(row).id);
    },
  };
}
