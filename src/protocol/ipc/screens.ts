import { z } from 'zod';

/** A screen or a window that can be shown to the group. `thumbnail` is a small picture as a data: address. */
export const screenSourceSchema = z.strictObject({
  id: z.string().min(1).max(200),
  name: z.string().max(500),
  kind: z.enum(['screen', 'window']),
  thumbnail: z.string().startsWith('data:image/').max(500_000).nullable(),
});
export type ScreenSource = z.infer<typeof screenSourceSchema>;

/** What the person chose to show, and whether with the machine's sound. */
export const screenChoiceSchema = z.strictObject({
  sourceId: z.string().min(1).max(200),
  withSound: z.boolean(),
});
export type ScreenChoice = z.infer<typeof screenChoiceSchema>;
