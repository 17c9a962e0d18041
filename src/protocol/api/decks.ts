import { z } from 'zod';
import { idSchema } from '../session/people.ts';
import { localTextSchema, slideTextSchema } from '../session/state.ts';

/** A slide with its private presenter notes, as staff see it. */
export const deckSlideSchema = z.object({
  en: slideTextSchema,
  es: slideTextSchema,
  notes: localTextSchema,
});
export const deckSummarySchema = z.object({
  id: idSchema,
  /** The curriculum unit (domain.md 4), or null for a facilitator's own deck. */
  unit: z.string().max(20).nullable(),
  title: localTextSchema,
  slideCount: z.number().int().positive(),
});
export type DeckSummary = z.infer<typeof deckSummarySchema>;
export const deckReplySchema = z.object({
  deck: deckSummarySchema.extend({ slides: z.array(deckSlideSchema).min(1) }),
});
export const deckListReplySchema = z.object({ decks: z.array(deckSummarySchema) });
/** POST /api/decks: a facilitator's own deck in Markdown; slides divided by `---`, notes in HTML comments. */
export const deckBodySchema = z.strictObject({
  title: z.string().trim().min(1).max(120),
  markdown: z.string().min(1).max(1_000_000),
});
