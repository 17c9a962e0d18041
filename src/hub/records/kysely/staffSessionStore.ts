import type { Kysely } from 'kysely';
import type { StaffSession, StaffSessionStore } from '../staffSessionStore.ts';
import { staffSessionRowSchema, type Tables } from './tables.ts';

function toSession(row: unknown): StaffSession {
  const { token_hash, staff_id, created_at, last_seen_at, confirmed_at, locked_at, browser, system } =
    staffSessionRowSchema.parse(row);
  return {
    tokenHash: token_hash,
    staffId: staff_id,
    createdAt: created_at,
    lastSeenAt: last_seen_at,
    confirmedAt: confirmed_at,
    lockedAt: locked_at,
    device: { browser, system },
  };
}

export function createStaffSessionStore(db: Kysely<Tables>): StaffSessionStore {
  return {
    async add({ tokenHash, staffId, createdAt, lastSeenAt, confirmedAt, lockedAt, device }) {
      await db
        .insertInto('staff_sessions')
        .values({
          token_hash: tokenHash,
          staff_id: staffId,
          created_at: createdAt,
          last_seen_at: lastSeenAt,
          confirmed_at: confirmedAt,
          locked_at: lockedAt,
          ...device,
        })
        .execute();
    },
    async find(tokenHash) {
      const row = await db
        .selectFrom('staff_sessions')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    async listOf(staffId) {
      const rows = await db
        .selectFrom('staff_sessions')
        .selectAll()
        .where('staff_id', '=', staffId)
        .orderBy('last_seen_at', 'desc')
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map(toSession);
    },
    async confirm(tokenHash, confirmedAt) {
      await db
        .updateTable('staff_sessions')
        .set({ confirmed_at: confirmedAt, locked_at: null })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    async lock(tokenHash, lockedAt) {
      await db
        .updateTable('staff_sessions')
        .set({ locked_at: lockedAt })
        .where('token_hash', '=', tokenHash)
        .where('locked_at', 'is', null)
        .execute();
    },
    async setDevice(tokenHash, device) {
      await db.updateTable('staff_sessions').set(device).where('token_hash', '=', tokenHash).execute();
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
