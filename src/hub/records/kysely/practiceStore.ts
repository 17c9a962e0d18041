import type { Kysely } from 'kysely';
import type { PracticeStore } from '../practiceStore.ts';
import { practiceRowSchema, type Tables } from './tables.ts';

export function createPracticeStore(db: Kysely<Tables>): PracticeStore {
  return {
    async find() {
      const row = await db.selectFrom('practice').selectAll().executeTakeFirst();
      if (!row) return null;
      const { name, time_zone, language } = practiceRowSchema.parse(row);
      return { name, timeZone: time_zone, language };
    },
  };
}
