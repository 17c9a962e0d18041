import type { Kysely } from 'kysely';
import type { LinkRecord, LinkStore } from '../linkStore.ts';
import { linkRowSchema, seatRowSchema, type Tables } from './tables.ts';

const memberIdSchema = seatRowSchema.pick({ member_id: true });

export function createLinkStore(db: Kysely<Tables>): LinkStore {
  async function revoke(on: Kysely<Tables>, seatId: string, at: number): Promise<boolean> {
    const { numUpdatedRows } = await on
      .updateTable('links')
      .set({ revoked_at: at })
      .where('seat_id', '=', seatId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    replace: (link) =>
      db.transaction().execute(async (trx) => {
        await revoke(trx, link.seatId, link.createdAt);
        await trx
          .insertInto('links')
          .values({
            id: link.id,
            seat_id: link.seatId,
            token_hash: link.tokenHash,
            created_at: link.createdAt,
            last_used_at: link.lastUsedAt,
            revoked_at: link.revokedAt,
          })
          .execute();
      }),
    async findByTokenHash(tokenHash) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row ? parseRow(row) : null;
    },
    async newestOfGroup(groupId) {
      const rows = await db
        .selectFrom('links')
        .innerJoin('seats', 'seats.id', 'links.seat_id')
        .selectAll('links')
        .select('seats.member_id')
        .where('seats.group_id', '=', groupId)
        .orderBy('links.created_at')
        .orderBy('links.revoked_at', (order) => order.asc().nullsLast())
        .execute();
      return new Map(rows.map((row) => [memberIdSchema.parse(row).member_id, parseRow(row)]));
    },
    async newestOfSeat(seatId) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where('seat_id', '=', seatId)
        .orderBy('created_at', 'desc')
        .orderBy('revoked_at', (order) => order.desc().nullsFirst())
        .executeTakeFirst();
      return row ? parseRow(row) : null;
    },
    async markUsed(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('links')
        .set({ last_used_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    revoke: (seatId, at) => revoke(db, seatId, at),
  };
}

function parseRow(row: unknown): LinkRecord {
  const parsed = linkRowSchema.parse(row);
  return {
    id: parsed.id,
    seatId: parsed.seat_id,
    tokenHash: parsed.token_hash,
    createdAt: parsed.created_at,
    lastUsedAt: parsed.last_used_at,
    revokedAt: parsed.revoked_at,
  };
}
