import { z } from 'zod';
import { groupTypeSchema } from '../../protocol/groupType.ts';

/** One short text in both languages; neither may be empty. */
const bilingualTextSchema = z.strictObject({ en: z.string().trim().min(1), es: z.string().trim().min(1) });

/**
 * What stands beside a unit's deck in `resources/curriculum/<code>/unit.json`: what the hour is for, what to ask,
 * the breakout and the homework. Lists hold the same items in the same order in both languages (CU12).
 * Source: domain.md 4.1, `CurriculumUnit`; prompts of at most 140 characters, 4.3.
 */
export const curriculumUnitSchema = z.strictObject({
  code: z.string().regex(/^T\d{2}$/),
  title: bilingualTextSchema,
  groupTypes: z.array(groupTypeSchema).min(1),
  sensitivity: z.enum(['low', 'medium', 'high']),
  objectives: bilingualList({ min: 3, max: 4, maxChars: 200 }),
  discussionPrompts: bilingualList({ min: 1, max: 12, maxChars: 140 }),
  breakout: z.strictObject({
    minutes: z.number().int().min(1).max(60),
    /** Members per room. */
    size: z.number().int().min(2).max(12),
    task: bilingualTextSchema,
  }),
  homework: bilingualTextSchema,
  facilitatorCautions: bilingualList({ min: 0, max: 10, maxChars: 400 }),
  evidence: z.array(z.string().min(1)).min(1),
  version: z.number().int().min(1),
});

function bilingualList({ min, max, maxChars }: { min: number; max: number; maxChars: number }) {
  const list = z.array(z.string().trim().min(1).max(maxChars)).min(min).max(max);
  return z
    .strictObject({ en: list, es: list })
    .refine(({ en, es }) => en.length === es.length, 'Both languages need the same number of items.');
}
