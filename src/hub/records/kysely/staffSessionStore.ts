import type { Kysely } from 'kysely';
import type { StaffSessionStore } from '../staffSessionStore.ts';
import { staffSessionRowSchema, type Tables } from './tables.ts';

export function createStaffSessionStore(db: Kysely<Tables>): StaffSessionStore {
  return {
    async add({ tokenHash, staffId, createdAt, lastSeenAt }) {
      await db
        .insertInto('staff_sessions')
        .values({ token_hash: tokenHash, staff_id: staffId, created_at: createdAt, last_seen_at: lastSeenAt })
        .execute();
    },
    async find(tokenHash) {
      const row = await db
        .selectFrom('staff_sessions')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      if (!row) return null;
      const { token_hash, staff_id, created_at, last_seen_at } = staffSessionRowSchema.parse(row);
      return { tokenHash: token_hash, staffId: staff_id, createdAt: created_at, lastSeenAt: last_seen_at };
    },
    async touch(tokenHash, lastSeenAt) {
      await db
        .updateTable('staff_sessions')
        .set({ last_seen_at: lastSeenAt })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    async remove(tokenHash) {
      await db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute();
    },
    async removeAllOf(staffId, except) {
      const all = db.deleteFrom('staff_sessions').where('staff_id', '=', staffId);
      await (except === undefined ? all : all.where('token_hash', '!=', except)).execute();
    },
    async removeStale({ createdBefore, seenBefore }) {
      await db
        .deleteFrom('staff_sessions')
        .where((where) =>
          where.or([where('created_at', '<', createdBefore), where('last_seen_at', '<', seenBefore)]),
        )
        .execute();
    },
  };
}
