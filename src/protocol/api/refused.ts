import { z } from 'zod';
import { instantSchema } from '../session/people.ts';

/** What was refused: kinds of the audit (AU10, AU14), an unknown seat's cookie, and requests that were too many (AP6). */
export const refusedKindSchema = z.enum([
  'setupRefused',
  'signInFailed',
  'confirmFailed',
  'staffLinkRefused',
  'doorRefused',
  'seatRefused',
  'refused',
  'tooMany',
]);
export type RefusedKind = z.infer<typeof refusedKindSchema>;

/** How often something was refused in the last day, and from where: an address, of IPv6 its network, of nobody by name. */
export const refusedSchema = z.object({
  kind: refusedKindSchema,
  count: z.number().int().positive(),
  addresses: z.number().int().nonnegative(),
  mostFrom: z.object({ address: z.string(), count: z.number().int().positive() }).nullable(),
  lastAt: instantSchema,
});
export type Refused = z.infer<typeof refusedSchema>;

/** GET /api/audit/refused (`readAudit`): what is so much that somebody may be guessing (AU40). */
export const refusedReplySchema = z.object({ refused: z.array(refusedSchema) });
