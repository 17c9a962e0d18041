import type { Kysely } from 'kysely';
import { DEFAULT_LOCK_MINUTES } from '../../../protocol/api/signIns.ts';
import type { PracticeStore } from '../practiceStore.ts';
import type { Sealer } from '../sealing.ts';
import { PRACTICE_NAME } from '../staffNames.ts';
import { practiceRowSchema, type Tables } from './tables.ts';

export function createPracticeStore(db: Kysely<Tables>, sealer: Sealer): PracticeStore {
  async function findRow() {
    const row = await db.selectFrom('practice').selectAll().executeTakeFirst();
    return row === undefined ? null : practiceRowSchema.parse(row);
  }
  return {
    async find() {
      const row = await findRow();
      return (
        row && { name: sealer.open(PRACTICE_NAME, row.name), timeZone: row.time_zone, language: row.language }
      );
    },
    lockAfterMinutes: async () => (await findRow())?.lock_after_minutes ?? DEFAULT_LOCK_MINUTES,
    async setLockAfterMinutes(minutes) {
      await db.updateTable('practice').set({ lock_after_minutes: minutes }).execute();
    },
  };
}
