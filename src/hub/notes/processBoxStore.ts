import type { Kysely } from 'kysely';
import type { Tables } from '../records/kysely/tables.ts';
import type { SealedPlace, Sealer } from '../records/sealing.ts';
import { processBoxRowSchema } from './noteTables.ts';

/** The boxes in which the keys of process notes lie, each its author's (SG50, SG51; NB14). They go with their account. */
export interface ProcessBoxStore {
  find(staffId: string): Promise<string | null>;
  /**
   * Keeps a box in the place of one that was read, or of none.
   * @returns false, and nothing is written, where another is there than the one that is to be replaced
   */
  replace(staffId: string, box: string, replaces: string | null): Promise<boolean>;
}

const place = (staffId: string): SealedPlace => ({ table: 'process_boxes', column: 'sealed', id: staffId });

export function createProcessBoxStore(db: Kysely<Tables>, sealer: Sealer): ProcessBoxStore {
  return {
    async find(staffId) {
      const row = await db
        .selectFrom('process_boxes')
        .selectAll()
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      return row === undefined ? null : sealer.open(place(staffId), processBoxRowSchema.parse(row).sealed);
    },
    async replace(staffId, box, replaces) {
      const next = {
        mark: sealer.mark(place(staffId), box),
        sealed: sealer.seal(place(staffId), box),
      };
      if (replaces === null) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('process_boxes')
          .values({ staff_id: staffId, ...next })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await db
        .updateTable('process_boxes')
        .set(next)
        .where('staff_id', '=', staffId)
        .where('mark', '=', sealer.mark(place(staffId), replaces))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
