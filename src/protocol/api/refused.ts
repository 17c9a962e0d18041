import { z } from 'zod';
import { instantSchema } from '../session/people.ts';

/** What may be somebody's guessing: kinds of the audit (AU10, AU14), and an unknown seat's cookie. */
const guessKindSchema = z.enum([
  'setupRefused',
  'signInFailed',
  'confirmFailed',
  'staffLinkRefused',
  'doorRefused',
  'seatRefused',
]);
export type GuessKind = z.infer<typeof guessKindSchema>;

/** What was refused, with what is for the figures alone: what somebody has no right to, and requests that were too many (AP6). */
export const refusedKindSchema = z.enum([...guessKindSchema.options, 'refused', 'tooMany']);
export type RefusedKind = z.infer<typeof refusedKindSchema>;

/** How often something was refused in the last day, and from where: an address, of IPv6 its network, of nobody by name. */
export const refusedSchema = z.object({
  kind: guessKindSchema,
  count: z.number().int().positive(),
  addresses: z.number().int().nonnegative(),
  mostFrom: z.object({ address: z.string(), count: z.number().int().positive() }).nullable(),
  lastAt: instantSchema,
});
export type Refused = z.infer<typeof refusedSchema>;

/** GET /api/audit/refused (`readAudit`): what is so much that somebody may be guessing (AU40). */
export const refusedReplySchema = z.object({ refused: z.array(refusedSchema) });
