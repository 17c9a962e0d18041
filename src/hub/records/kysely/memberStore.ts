import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { MemberStore, RosterMember } from '../memberStore.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../sealing.ts';
import { memberRowSchema, type Tables } from './tables.ts';

const place = (id: string): SealedPlace => ({ table: 'members', column: 'display_name', id });
const namesPlace = (id: string): SealedPlace => ({ table: 'members', column: 'other_names', id });
const namesSchema = z.array(z.string());
const countRowSchema = z.object({ group_id: z.string(), size: z.coerce.number().int() });

export function createMemberStore(db: Kysely<Tables>, sealer: Sealer, now: () => number): MemberStore {
  function parseRow(row: unknown): RosterMember {
    const { id, group_id, display_name, language, other_names } = memberRowSchema.parse(row);
    return {
      id,
      groupId: group_id,
      displayName: sealer.open(place(id), display_name),
      language,
      otherNames: other_names === null ? [] : openJson(sealer, namesPlace(id), other_names, namesSchema),
    };
  }
  async function find(on: Kysely<Tables>, id: string): Promise<RosterMember | null> {
    const row = await on
      .selectFrom('members')
      .selectAll()
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    return row ? parseRow(row) : null;
  }

  return {
    async add({ id, groupId, displayName, language, otherNames }) {
      await db
        .insertInto('members')
        .values({
          id,
          group_id: groupId,
          display_name: sealer.seal(place(id), displayName),
          language,
          created_at: now(),
          removed_at: null,
          other_names: sealJson(sealer, namesPlace(id), otherNames),
        })
        .execute();
    },
    find: (id) => find(db, id),
    async listOfGroup(groupId) {
      const rows = await db
        .selectFrom('members')
        .selectAll()
        .where('group_id', '=', groupId)
        .where('removed_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...parseRow(row), joinedAt: memberRowSchema.parse(row).created_at }));
    },
    async listEverOfGroup(groupId) {
      const rows = await db
        .selectFrom('members')
        .selectAll()
        .where('group_id', '=', groupId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        ...parseRow(row),
        isOnRoster: memberRowSchema.parse(row).removed_at === null,
      }));
    },
    async countByGroup() {
      const rows = await db
        .selectFrom('members')
        .select((select) => ['group_id', select.fn.countAll().as('size')])
        .where('removed_at', 'is', null)
        .groupBy('group_id')
        .execute();
      return new Map(
        rows.map((row) => countRowSchema.parse(row)).map(({ group_id, size }) => [group_id, size]),
      );
    },
    change: (id, change) =>
      db.transaction().execute(async (trx) => {
        const before = await find(trx, id);
        if (!before) return null;
        const after = { ...before, ...change };
        await trx
          .updateTable('members')
          .set({
            display_name: sealer.seal(place(id), after.displayName),
            language: after.language,
            other_names: sealJson(sealer, namesPlace(id), after.otherNames),
          })
          .where('id', '=', id)
          .execute();
        return after;
      }),
    async remove(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('members')
        .set({ removed_at: at })
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async putBack(id, since) {
      const { numUpdatedRows } = await db
        .updateTable('members')
        .set({ removed_at: null })
        .where('id', '=', id)
        .where('removed_at', '>=', since)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
