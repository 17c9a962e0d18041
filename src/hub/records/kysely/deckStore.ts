import type { Kysely } from 'kysely';
import { z } from 'zod';
import { deckBodySchema } from '../../../protocol/api/decks.ts';
import type { DeckStore } from '../deckStore.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../sealing.ts';
import { deckRowSchema, type Tables } from './tables.ts';

const contentSchema = z.object({ title: z.string(), markdown: deckBodySchema.shape.markdown });
const place = (id: string): SealedPlace => ({ table: 'decks', column: 'sealed', id });

export function createDeckStore(db: Kysely<Tables>, sealer: Sealer): DeckStore {
  return {
    async add({ id, title, markdown, authorId, createdAt }) {
      const sealed = sealJson(sealer, place(id), { title, markdown });
      await db
        .insertInto('decks')
        .values({ id, sealed, author_id: authorId, created_at: createdAt })
        .execute();
    },
    async list() {
      const rows = await db.selectFrom('decks').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map((row) => {
        const { id, sealed, author_id, created_at } = deckRowSchema.parse(row);
        return {
          id,
          ...openJson(sealer, place(id), sealed, contentSchema),
          authorId: author_id,
          createdAt: created_at,
        };
      });
    },
  };
}
