import type { Kysely } from 'kysely';
import type { Tables } from '../records/kysely/tables.ts';
import type { Device } from '../records/staffSessionStore.ts';
import { workstationRowSchema } from './workstationTables.ts';

/** A workstation with somebody's notebook. Its key is never stored: `keyHash` is its SHA-256, in hex. */
export type WorkstationRecord = {
  readonly keyHash: string;
  readonly staffId: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly device: Device;
  /** Since when it is out of use; null while it is in use. */
  readonly revokedAt: number | null;
};

export interface WorkstationStore {
  /** Notes that it was seen; nothing happens where the key is another account's. */
  meet(seen: Pick<WorkstationRecord, 'keyHash' | 'staffId' | 'lastSeenAt' | 'device'>): Promise<void>;
  find(keyHash: string): Promise<WorkstationRecord | null>;
  /** All of somebody's, the one seen last first. */
  listOf(staffId: string): Promise<WorkstationRecord[]>;
  /** Puts it out of use; one that is out of use stays so since when it was. */
  revoke(keyHash: string, revokedAt: number): Promise<void>;
  revokeAllOf(staffId: string, revokedAt: number): Promise<void>;
  /** Takes it into use again. */
  restore(keyHash: string): Promise<void>;
}

function toRecord(row: unknown): WorkstationRecord {
  const { key_hash, staff_id, first_seen_at, last_seen_at, browser, system, revoked_at } =
    workstationRowSchema.parse(row);
  return {
    keyHash: key_hash,
    staffId: staff_id,
    firstSeenAt: first_seen_at,
    lastSeenAt: last_seen_at,
    device: { browser, system },
    revokedAt: revoked_at,
  };
}

export function createWorkstationStore(db: Kysely<Tables>): WorkstationStore {
  return {
    async meet({ keyHash, staffId, lastSeenAt, device }) {
      await db
        .insertInto('workstations')
        .values({
          key_hash: keyHash,
          staff_id: staffId,
          first_seen_at: lastSeenAt,
          last_seen_at: lastSeenAt,
          ...device,
          revoked_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .column('key_hash')
            .doUpdateSet({ last_seen_at: lastSeenAt, ...device })
            .where('workstations.staff_id', '=', staffId),
        )
        .execute();
    },
    async find(keyHash) {
      const row = await db
        .selectFrom('workstations')
        .selectAll()
        .where('key_hash', '=', keyHash)
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },
    async listOf(staffId) {
      const rows = await db
        .selectFrom('workstations')
        .selectAll()
        .where('staff_id', '=', staffId)
        .orderBy('last_seen_at', 'desc')
        .orderBy('key_hash')
        .execute();
      return rows.map(toRecord);
    },
    async revoke(keyHash, revokedAt) {
      await db
        .updateTable('workstations')
        .set({ revoked_at: revokedAt })
        .where('key_hash', '=', keyHash)
        .where('revoked_at', 'is', null)
        .execute();
    },
    async revokeAllOf(staffId, revokedAt) {
      await db
        .updateTable('workstations')
        .set({ revoked_at: revokedAt })
        .where('staff_id', '=', staffId)
        .where('revoked_at', 'is', null)
        .execute();
    },
    async restore(keyHash) {
      await db
        .updateTable('workstations')
        .set({ revoked_at: null })
        .where('key_hash', '=', keyHash)
        .execute();
    },
  };
}
