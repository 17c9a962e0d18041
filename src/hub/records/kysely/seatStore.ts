import type { Kysely } from 'kysely';
import type { SeatRecord, SeatStore } from '../seatStore.ts';
import { seatKeyRowSchema, seatRowSchema, type Tables } from './tables.ts';

export function createSeatStore(db: Kysely<Tables>): SeatStore {
  return {
    async add({ id, memberId, groupId }) {
      await db.insertInto('seats').values({ id, member_id: memberId, group_id: groupId }).execute();
    },
    async find(id) {
      return toSeat(await db.selectFrom('seats').selectAll().where('id', '=', id).executeTakeFirst());
    },
    async findOfMember(memberId) {
      return toSeat(
        await db.selectFrom('seats').selectAll().where('member_id', '=', memberId).executeTakeFirst(),
      );
    },
    async addKey({ tokenHash, seatId, createdAt }) {
      await db
        .insertInto('seat_keys')
        .values({ token_hash: tokenHash, seat_id: seatId, created_at: createdAt })
        .execute();
    },
    async findKey(tokenHash) {
      const row = await db
        .selectFrom('seat_keys')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      if (!row) return null;
      const { token_hash, seat_id, created_at } = seatKeyRowSchema.parse(row);
      return { tokenHash: token_hash, seatId: seat_id, createdAt: created_at };
    },
    async removeKeysOf(seatId) {
      await db.deleteFrom('seat_keys').where('seat_id', '=', seatId).execute();
    },
    async removeKeysBefore(createdBefore) {
      await db.deleteFrom('seat_keys').where('created_at', '<', createdBefore).execute();
    },
  };
}

function toSeat(row: unknown): SeatRecord | null {
  if (row === undefined) return null;
  const { id, member_id, group_id } = seatRowSchema.parse(row);
  return { id, memberId: member_id, groupId: group_id };
}
